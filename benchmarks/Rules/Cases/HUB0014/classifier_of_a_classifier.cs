// A head on the probabilities of a thousand other classes.
using App.HubModels;
using HubAnalyzers.Runtime;

using var model = MobilenetV3Classification.Load();
using var head = new ClassificationHead(model, classes: 8); // expect: HUB0014
Console.WriteLine(head.Features);
