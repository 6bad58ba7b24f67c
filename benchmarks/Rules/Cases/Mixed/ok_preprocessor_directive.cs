// The request is compiled for another configuration.
// expect: none
using App.HubModels;

using var plants = PlantClassifier.Load();
#if EXPERIMENT
plants.Trainable = true;
#endif
Console.WriteLine(plants.Layers.Count);
