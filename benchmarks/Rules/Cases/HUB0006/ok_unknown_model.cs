// Nobody knows which layers that model has.
// expect: none
using HubAnalyzers.Runtime;

using var model = HubModel.Load(args[0]);
Console.WriteLine(model.GetLayer("any/layer").Kind);
