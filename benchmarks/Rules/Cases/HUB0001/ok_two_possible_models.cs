// One of the two models can train, so the request may be right.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = args.Length > 0 ? NnlmEn.Load() : PlantClassifier.Load();
model.Trainable = true;
