// The handle is the constant of the generated class.
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel quantised = HubModel.Load(QuantisedMobilenet.Handle);
quantised.Trainable = true; // expect: HUB0001
