// Another method decides which model it is.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = PlantClassifier.Load();
Replace(out model, args[0]);
model.Trainable = true;

static void Replace(out HubModel target, string path) => target = HubModel.Load(path);
