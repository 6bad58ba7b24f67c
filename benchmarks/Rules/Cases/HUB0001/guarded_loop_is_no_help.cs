// A guard against batch norm does not make a quantised model trainable.
using App.HubModels;
using HubAnalyzers.Runtime;

var model = PlantClassifier.Load();
foreach (var layer in model.Layers)
{
    if (layer is BatchNormLayer)
    {
        continue;
    }

    layer.Trainable = true; // expect: HUB0001
}
