// Two models, and both are frozen: on every path the request is wrong.
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model = args.Length switch
{
    0 => PlantClassifier.Load(),
    _ => PlantClassifier.Load(new HubLoadOptions { Path = args[0] }),
};
model.Trainable = true; // expect: HUB0001
