// The fit comes only after the choice is lost.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(LabelledImages images, FineTuneOptions options)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 4);
        var tuner = new FineTuner(net, head);
        net.Conv1.Trainable = true;
        net.Trainable = false; // expect: HUB0007
        tuner.Train(images, images, options);
    }
}
