// The handle stands in the call.
using HubAnalyzers.Runtime;

var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
model.Trainable = true; // expect: HUB0001
