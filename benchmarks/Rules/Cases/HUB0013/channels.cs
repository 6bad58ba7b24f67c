// Colour images for a model that takes grey ones.
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = Digits.Load();
var batch = torch.rand(8, 28, 28, 3);
using var scores = net.Call(batch); // expect: HUB0013
Console.WriteLine(scores);
