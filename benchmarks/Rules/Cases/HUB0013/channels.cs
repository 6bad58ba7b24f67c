// Colour images for a model that takes grey ones. Said where the channels are, for that is what must be changed.
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = Digits.Load();
var batch = torch.rand(8, 28, 28, 3); // expect: HUB0013
using var scores = net.Call(batch);
Console.WriteLine(scores);
