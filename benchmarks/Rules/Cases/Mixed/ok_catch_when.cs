// A filter decides which model is tried.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = PlantClassifier.Load();
try
{
    Console.WriteLine(model.Layers.Count);
    model = HubModel.Load(args[0]);
}
catch (FileNotFoundException missing) when (missing.FileName is not null)
{
    model = NnlmEn.Load();
}

model.Trainable = true;
