// Batch norms are switched off before training.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
foreach (var norm in net.Layers.OfType<BatchNormLayer>())
{
    norm.Trainable = false;
}

net.Block4.BnA.Trainable = !true;
