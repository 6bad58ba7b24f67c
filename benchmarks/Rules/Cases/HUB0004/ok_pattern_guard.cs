// Batch norms are left out and everything else can train.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    if (layer is not BatchNormLayer)
    {
        layer.Trainable = true;
    }
}
