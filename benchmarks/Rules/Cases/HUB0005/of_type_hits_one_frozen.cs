// The only dense layer of the model is the one that nobody calls.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
foreach (var dense in net.Layers.OfType<DenseLayer>())
{
    dense.Trainable = true; // expect: HUB0005
}
