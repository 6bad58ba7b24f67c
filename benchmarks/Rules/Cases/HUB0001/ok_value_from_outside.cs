// The value comes from the command line.
// expect: none
using App.HubModels;

using var model = PlantClassifier.Load();
model.Trainable = args.Contains("--train");
