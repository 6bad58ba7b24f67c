// The head is fitted by a call of its own, before the next.
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
        var tuner = new FineTuner(net, head);
        tuner.Train(training, training, new FineTuneOptions { Stages = [new("head", 20, 1e-3)] });
        var block = new FineTuneStage("block 4", 5, 1e-5) { Layers = [net.Block4.ConvB] };
        tuner.Train(training, training, new FineTuneOptions { Stages = [new("head again", 1, 1e-4), block] });
    }
}
