// The request is a comment and a string.
// expect: none
using App.HubModels;

using var model = PlantClassifier.Load();
// model.Trainable = true;
Console.WriteLine("model.Trainable = true");
