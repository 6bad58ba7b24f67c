// The same with an early continue.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    if (layer is BatchNormLayer)
    {
        continue;
    }

    layer.Trainable = true;
}
