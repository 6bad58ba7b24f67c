// The only stage trains a pretrained block beside a head that was never fitted.
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
                new FineTuneStage("all at once", Epochs: 10, LearningRate: 1e-4) // expect: HUB0008
                {
                    Layers = [net.ExpandedConv16.Expand, net.ExpandedConv16.Project],
                },
            ],
        };
        return new FineTuner(net, head).Train(training, heldOut, options);
    }
}
