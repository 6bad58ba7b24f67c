// Features are what a head is for.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var model = Resnet50.Load();
using var head = new ClassificationHead(model, classes: 8);
Console.WriteLine(head.Features);
