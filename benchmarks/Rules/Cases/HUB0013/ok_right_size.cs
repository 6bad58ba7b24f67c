// The right size, and any number of images.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

using var net = MobilenetV2.Load();
using var one = net.Call(torch.zeros(1, 96, 96, 3));
using var many = net.Call(torch.zeros(64, 96, 96, 3));
Console.WriteLine(one.Equals(many));
