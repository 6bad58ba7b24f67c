// The same in a query operator.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers.Where(static l => l is not BatchNormLayer))
{
    layer.Trainable = true;
}
