// The project allows more.
// editorconfig: hub_max_learning_rate = 0.05
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var stage = new FineTuneStage("block 4", Epochs: 2, LearningRate: 0.02) { Layers = [net.Block4.ConvA] };
Console.WriteLine(stage.Name);
