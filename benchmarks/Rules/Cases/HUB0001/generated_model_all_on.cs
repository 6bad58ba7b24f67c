// The whole of a published-frozen classifier is switched on before training.
using App.HubModels;

using var model = PlantClassifier.Load();
model.Trainable = true; // expect: HUB0001
Console.WriteLine(model.Facts.Name);
