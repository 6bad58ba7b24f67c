// A query that picks the layers which no trace uses.
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
var frozen = from layer in net.Layers
             where layer.Trainability == Trainability.Frozen
             select layer;
foreach (var layer in frozen)
{
    layer.Trainable = true; // expect: HUB0005
}
