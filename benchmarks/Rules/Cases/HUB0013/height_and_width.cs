// Images of 224 for a model that takes 96.
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = MobilenetV2.Load();
using var features = net.Call(torch.zeros(1, 224, 224, 3)); // expect: HUB0013 HUB0013
Console.WriteLine(features);
