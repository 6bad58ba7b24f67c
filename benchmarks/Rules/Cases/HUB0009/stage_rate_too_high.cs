// A rate for a head, given to a pretrained block.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(LabelledImages training)
    {
        using var net = MobilenetV2.Load();
        using var head = new ClassificationHead(net, classes: 20);
        var options = new FineTuneOptions
        {
            Stages =
            [
                new FineTuneStage("head", Epochs: 10, LearningRate: 3e-3),
                new FineTuneStage("block 16", Epochs: 5, LearningRate: 3e-3) { Layers = [net.ExpandedConv16.Expand] }, // expect: HUB0009
            ],
        };
        new FineTuner(net, head).Train(training, training, options);
    }
}
