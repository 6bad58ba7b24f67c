// A stage that lists the batch norm among the layers to train.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
var stages = new[]
{
    new FineTuneStage("head", Epochs: 5, LearningRate: 1e-3),
    new FineTuneStage("top", Epochs: 5, LearningRate: 1e-4)
    {
        Layers =
        [
            net.ExpandedConv16.Expand,
            net.ExpandedConv16.ExpandBn, // expect: HUB0002
        ],
    },
};
Console.WriteLine(stages.Length);
