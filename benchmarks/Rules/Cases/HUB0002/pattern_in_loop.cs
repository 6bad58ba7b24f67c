// Inside the loop the pattern lets batch norms through.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var layer in net.Layers)
{
    if (layer is BatchNormLayer norm)
    {
        norm.Trainable = true; // expect: HUB0002
    }
}
