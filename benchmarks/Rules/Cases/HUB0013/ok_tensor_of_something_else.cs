// A tensor that never goes into the model.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = MobilenetV2.Load();
var mask = torch.zeros(1, 224, 224, 1);
using var features = net.Call(torch.ones(1, 96, 96, 3));
Console.WriteLine(features.Equals(mask));
