// The guard leaves out dense layers, of which there are none.
using App.HubModels;
using HubAnalyzers;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    if (layer.Kind == LayerKind.Dense)
    {
        continue;
    }

    layer.Trainable = true; // expect: HUB0004
}
