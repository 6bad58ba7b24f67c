// The switch of the whole model reaches its batch norms.
using App.HubModels;

using var net = Resnet50.Load();
net.Trainable = true; // expect: HUB0004
