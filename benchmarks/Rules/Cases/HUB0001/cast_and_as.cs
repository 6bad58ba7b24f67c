// Through object and back.
using App.HubModels;
using HubAnalyzers.Runtime;

object boxed = PlantClassifier.Load();
((HubModel)boxed).Trainable = true; // expect: HUB0001
