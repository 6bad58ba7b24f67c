// The training set is made for another size.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(float[] pixels, int[] labels, FineTuneOptions options)
    {
        using var net = MobilenetV2.Load();
        using var head = new ClassificationHead(net, classes: 20);
        var images = new LabelledImages(pixels, labels, height: 96, width: 128, channels: 3); // expect: HUB0013
        new FineTuner(net, head).Train(images, images, options);
    }
}
