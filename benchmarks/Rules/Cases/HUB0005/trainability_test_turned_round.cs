// The test was meant the other way round.
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers)
{
    if (layer.Trainability == Trainability.Frozen)
    {
        layer.Trainable = true; // expect: HUB0005
    }
}
