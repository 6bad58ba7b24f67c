// Nobody knows what these outputs are.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var model = ShelfDetector.Load();
using var head = new ClassificationHead(model, classes: 2);
Console.WriteLine(head.Classes);
