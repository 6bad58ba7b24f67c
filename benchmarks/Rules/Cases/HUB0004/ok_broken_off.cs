// The loop ends at the first batch norm, which is left as it is.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    if (layer is BatchNormLayer)
    {
        break;
    }

    layer.Trainable = true;
}
