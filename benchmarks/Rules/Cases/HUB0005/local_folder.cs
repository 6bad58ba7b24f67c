// A model of one's own in a folder.
using HubAnalyzers.Runtime;

using var digits = HubModel.Load("models/digits");
digits.Layers["digits/conv_1"].Trainable = true; // expect: HUB0005
