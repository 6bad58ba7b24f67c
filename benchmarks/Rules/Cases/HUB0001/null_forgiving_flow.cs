// A local that starts as null and is the frozen model wherever it is used.
using HubAnalyzers.Runtime;

HubModel? model = null;
for (var attempt = 0; attempt < 3 && model is null; attempt++)
{
    model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
}

model!.Trainable = true; // expect: HUB0001
