// The head, then a block: linear probing before fine-tuning.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static FineTuneResult Run(LabelledImages training, LabelledImages heldOut)
    {
        using var net = MobilenetV2.Load();
        using var head = new ClassificationHead(net, classes: 20);
        var options = new FineTuneOptions
        {
            Stages =
            [
                new FineTuneStage("head", Epochs: 10, LearningRate: 3e-3),
                new FineTuneStage("top block", Epochs: 10, LearningRate: 1e-4) { Layers = [net.ExpandedConv16.Expand, net.ExpandedConv16.Project] },
            ],
        };
        return new FineTuner(net, head).Train(training, heldOut, options);
    }
}
