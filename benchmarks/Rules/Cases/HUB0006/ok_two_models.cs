// The name is right for one of the two.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = args.Length > 0 ? Resnet50.Load() : Digits.Load();
Console.WriteLine(model.GetLayer("digits/dense").Kind);
