// The head's own stage comes second.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Run(LabelledImages training, LabelledImages heldOut)
    {
        using var net = Resnet50.Load();
        using var head = new ClassificationHead(net, 5, seed: 3);
        var tuner = new FineTuner(net, head);
        tuner.Train(training, heldOut, new FineTuneOptions
        {
            BatchSize = 16,
            Stages =
            [
                new("block 4", 3, 1e-4) { Layers = [net.Block4.ConvA, net.Block4.ConvB] }, // expect: HUB0008
                new("head", 10, 1e-3),
            ],
        });
    }
}
