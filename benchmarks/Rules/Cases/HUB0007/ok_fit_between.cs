// The layer trained in between, so the choice had its effect.
// expect: none
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
        tuner.Train(images, images, options);
        net.Trainable = false;
    }
}
