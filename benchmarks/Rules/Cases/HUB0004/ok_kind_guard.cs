// The same by kind.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    if (layer.Kind != LayerKind.BatchNorm)
    {
        layer.Trainable = true;
    }
}
