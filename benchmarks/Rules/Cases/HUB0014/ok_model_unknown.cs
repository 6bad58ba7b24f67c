// The model is one of two.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using HubModel model = args.Length > 0 ? Resnet50.Load() : MobilenetV3Classification.Load();
using var head = new ClassificationHead(model, classes: 8);
Console.WriteLine(head.Features);
