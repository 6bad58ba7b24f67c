// The name stands in a local.
using HubAnalyzers.Runtime;

var name = "digits/dense_1";
using var digits = HubModel.Load("models/digits");
var dense = digits.GetLayer(name); // expect: HUB0006
dense.Trainable = false;
