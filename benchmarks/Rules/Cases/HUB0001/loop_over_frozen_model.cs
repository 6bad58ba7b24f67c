// Every layer of a model none of which can train.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/acme/plant_classifier/1");
foreach (var layer in model.Layers)
{
    layer.Trainable = true; // expect: HUB0001
}
