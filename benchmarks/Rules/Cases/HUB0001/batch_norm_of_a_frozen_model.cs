// A batch norm of a model that cannot train at all: the model is the reason, not the batch norm.
using App.HubModels;

var plants = PlantClassifier.Load();
plants.Bn1.Trainable = true; // expect: HUB0001
plants.Dispose();
