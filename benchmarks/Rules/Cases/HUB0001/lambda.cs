// The switch is in a lambda that runs later.
using HubAnalyzers.Runtime;

var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
Action unfreeze = () => model.Trainable = true; // expect: HUB0001
unfreeze();
