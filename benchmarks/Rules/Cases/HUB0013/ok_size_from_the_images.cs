// The size is that of the files.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = MobilenetV2.Load();
var size = int.Parse(args[0]);
using var features = net.Call(torch.zeros(1, size, size, 3));
Console.WriteLine(features);
