// Everything except the batch norms.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers.Except(net.Layers.OfType<BatchNormLayer>()))
{
    layer.Trainable = true;
}
