// The manifest lists these layers, inspected or not.
// expect: none
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/acme/uninspected/1");
Console.WriteLine(model.GetLayer("net/conv").Trainability);
