// When the first load fails, the model is another one.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model;
try
{
    model = PlantClassifier.Load();
}
catch (IOException)
{
    model = HubModel.Load(args[0]);
}

model.Trainable = true;
