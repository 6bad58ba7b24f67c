// The value itself depends on the layer.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    layer.Trainable = layer switch
    {
        BatchNormLayer => false,
        _ => true,
    };
}
