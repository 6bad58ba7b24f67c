// The second stage trains all layers there are.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var stages = new List<FineTuneStage>
{
    new("head", 10, 1e-3),
    new("everything", 5, 1e-5) { Layers = net.Layers }, // expect: HUB0004
};
Console.WriteLine(stages.Count);
