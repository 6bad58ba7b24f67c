// Bytes for a model that takes floats.
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = Resnet50.Load();
using var features = net.Call(torch.zeros(1, 224, 224, 3, dtype: torch.uint8)); // expect: HUB0013
Console.WriteLine(features);
