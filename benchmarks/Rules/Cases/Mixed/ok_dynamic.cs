// What is dynamic is known when it runs.
// expect: none
using App.HubModels;

dynamic model = PlantClassifier.Load();
model.Trainable = true;
