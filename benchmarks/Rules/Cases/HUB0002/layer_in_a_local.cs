// The layer is kept in a local of the base type.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
HubLayer layer = net.Bn1;
layer.Trainable = true; // expect: HUB0002
