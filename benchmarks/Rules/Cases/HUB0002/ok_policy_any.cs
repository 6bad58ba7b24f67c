// The project takes batch norm as it comes.
// editorconfig: hub_batch_norm_policy = any
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
net.Bn1.Trainable = true;
foreach (var norm in net.Layers.OfType<BatchNormLayer>())
{
    norm.Trainable = true;
}
