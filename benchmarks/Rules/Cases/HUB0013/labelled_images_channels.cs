// Grey images for a model that takes colours.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    private const int Size = 224;

    public static void Run(float[] pixels, int[] labels, FineTuneOptions options)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 20);
        var tuner = new FineTuner(net, head);
        var grey = new LabelledImages(pixels, labels, Size, Size, 1); // expect: HUB0013
        tuner.Train(grey, grey, options);
    }
}
