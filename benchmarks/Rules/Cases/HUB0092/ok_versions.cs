// Two versions of one model are two models.
// manifests: plant_classifier, plant_features
// expect: none
using App.HubModels;

Console.WriteLine(PlantClassifier.Handle + PlantFeatures.Handle);
