// Two conditions in one pattern.
// expect: none
using App.HubModels;
using HubAnalyzers;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers)
{
    if (layer is { Trainability: Trainability.Trainable, Kind: not LayerKind.BatchNorm })
    {
        layer.Trainable = true;
    }
}
