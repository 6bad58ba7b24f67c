// The command line chooses the architecture; what the base class does must hold for each.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using HubModel net = args.FirstOrDefault() switch
{
    "mobilenet" => MobilenetV2.Load(),
    "resnet" => Resnet50.Load(),
    "text" => NnlmEn.Load(),
    var other => throw new ArgumentException(other),
};
foreach (var layer in net.Layers.ThatCanTrain)
{
    layer.Trainable = true;
}
