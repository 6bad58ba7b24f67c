// The manifest decides.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers)
{
    layer.Trainable = layer.Trainability == Trainability.Trainable;
}
