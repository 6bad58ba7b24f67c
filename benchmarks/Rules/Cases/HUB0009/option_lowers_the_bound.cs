// The project's own bound is lower than the recommended one.
// editorconfig: hub_max_learning_rate = 1e-5
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var stage = new FineTuneStage("block 4", Epochs: 2, LearningRate: 1e-4) { Layers = [net.Block4.ConvA] }; // expect: HUB0009
Console.WriteLine(stage.LearningRate);
