// The rate is the user's.
// expect: none
using System.Globalization;
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var rate = double.Parse(args[0], CultureInfo.InvariantCulture);
var stage = new FineTuneStage("block 4", Epochs: 2, LearningRate: rate) { Layers = [net.Block4.ConvA] };
Console.WriteLine(stage.LearningRate);
