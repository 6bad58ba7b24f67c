// Whatever the flag, it is the same frozen model.
using App.HubModels;
using HubAnalyzers.Runtime;

HubModel model;
if (args.Contains("--verify"))
{
    model = PlantClassifier.Load(new HubLoadOptions { VerifyDigest = true });
}
else
{
    model = PlantClassifier.Load(new HubLoadOptions { VerifyDigest = false });
}

model.Trainable = true; // expect: HUB0001
