// What was the frozen model is another one by now.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = PlantClassifier.Load();
model.Dispose();
model = NnlmEn.Load();
model.Trainable = true;
