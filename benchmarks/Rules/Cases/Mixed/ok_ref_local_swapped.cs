// A ref local exchanges the model behind the program's back.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = PlantClassifier.Load();
ref var slot = ref model;
slot = HubModel.Load(args[0]);
model.Trainable = true;
