// The size fits one of the two.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

HubModel model = args.Length > 0 ? Resnet50.Load() : MobilenetV2.Load();
using var features = model.Call(torch.zeros(1, 224, 224, 3));
Console.WriteLine(features);
