// A local function switches on whatever it is given; it is given the frozen model.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
Unfreeze(model); // expect: HUB0001

static void Unfreeze(HubModel m) => m.Trainable = true;
