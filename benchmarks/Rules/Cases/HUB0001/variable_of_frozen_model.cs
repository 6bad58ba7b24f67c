// A single variable of a frozen model is no way round.
using App.HubModels;

using var model = PlantClassifier.Load();
model.Dense.Variables[0].Trainable = true; // expect: HUB0001
