// A switch over the type, with nothing done for batch norms.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    switch (layer)
    {
        case BatchNormLayer:
            break;
        case ConvLayer conv:
            conv.Trainable = true;
            break;
    }
}
