// Convolutions only: one of them is withheld.
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers.Where(l => l.Kind == LayerKind.Conv2D))
{
    layer.Trainable = true; // expect: HUB0004
}
