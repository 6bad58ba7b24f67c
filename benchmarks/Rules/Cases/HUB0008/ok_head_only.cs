// Nothing but the head is trained.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(LabelledImages training)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, classes: 2);
        new FineTuner(net, head).Train(training, training, new FineTuneOptions { Stages = [new("head", 20, 1e-2)] });
    }
}
