// List.ForEach over the layers of a frozen model.
using App.HubModels;

var model = PlantClassifier.Load();
model.Layers.ToList().ForEach(l => l.Trainable = true); // expect: HUB0001
