// Convolutions, all of which can train here.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var conv in net.Layers.OfType<ConvLayer>())
{
    conv.Trainable = true;
}
