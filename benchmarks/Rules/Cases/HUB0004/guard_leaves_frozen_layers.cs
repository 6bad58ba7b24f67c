// Batch norms are left out, the two frozen layers are not.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers)
{
    if (layer is not BatchNormLayer)
    {
        layer.Trainable = true; // expect: HUB0004
    }
}
