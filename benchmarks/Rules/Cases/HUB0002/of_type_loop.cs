// The loop picks batch norms and nothing else.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var norm in net.Layers.OfType<BatchNormLayer>())
{
    norm.Trainable = true; // expect: HUB0002
}
