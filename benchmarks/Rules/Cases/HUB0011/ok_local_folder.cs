// A folder of one's own has no version.
// expect: none
using HubAnalyzers.Runtime;

using var digits = HubModel.Load("models/digits");
Console.WriteLine(digits.Layers.Count);
