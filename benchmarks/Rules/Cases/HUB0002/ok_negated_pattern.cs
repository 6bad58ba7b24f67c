// Only what is no batch norm is switched on.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    layer.Trainable = layer is not BatchNormLayer;
}
