// A high rate for the head alone.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var head = new FineTuneStage("head", Epochs: 10, LearningRate: 0.01);
var empty = new FineTuneStage("head again", Epochs: 10, LearningRate: 0.01) { Layers = [] };
Console.WriteLine(head.LearningRate + empty.LearningRate + net.Layers.Count);
