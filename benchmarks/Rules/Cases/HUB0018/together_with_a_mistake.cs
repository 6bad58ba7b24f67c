// The lookup works, and what it finds must not train.
using App.HubModels;

using var net = Resnet50.Load();
net.Layers["resnet_50/bn1"].Trainable = true; // expect: HUB0018 HUB0002
