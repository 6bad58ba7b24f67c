// A lookup by string on a model whose layers have properties.
using App.HubModels;

using var net = Resnet50.Load();
net.GetLayer("resnet_50/conv1").Trainable = true; // expect: HUB0018
