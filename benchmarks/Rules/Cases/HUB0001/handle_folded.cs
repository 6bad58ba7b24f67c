// The handle is put together of constants.
using HubAnalyzers.Runtime;

const string Publisher = "acme";
const string Base = "https://tfhub.dev/" + Publisher;
using var model = HubModel.Load($"{Base}/plant_classifier/1");
model.Trainable = true; // expect: HUB0001
