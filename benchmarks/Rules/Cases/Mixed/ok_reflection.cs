// By reflection.
// expect: none
using App.HubModels;

using var model = PlantClassifier.Load();
typeof(PlantClassifier).GetProperty("Trainable")!.SetValue(model, true);
