// The bound itself is allowed.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var stage = new FineTuneStage("block 4", Epochs: 2, LearningRate: 1e-3) { Layers = [net.Block4.ConvA, net.Block4.ConvB] };
Console.WriteLine(stage.Name);
