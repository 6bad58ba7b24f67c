// ForEach with a lambda.
using App.HubModels;

using var net = Resnet50.Load();
net.Layers.ToList().ForEach(layer => layer.Trainable = true); // expect: HUB0004
