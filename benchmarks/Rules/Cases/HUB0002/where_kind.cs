// The same by kind.
using App.HubModels;
using HubAnalyzers;

using var net = Resnet50.Load();
foreach (var norm in net.Layers.Where(l => l.Kind == LayerKind.BatchNorm))
{
    norm.Trainable = true; // expect: HUB0002
}
