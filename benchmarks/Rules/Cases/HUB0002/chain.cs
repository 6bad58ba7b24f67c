// One value for two layers at once.
using App.HubModels;

using var net = Resnet50.Load();
net.Block1.BnA.Trainable = net.Block1.ConvA.Trainable = true; // expect: HUB0002
