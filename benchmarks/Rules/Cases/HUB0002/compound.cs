// Or-ing true makes true.
using App.HubModels;

using var net = Resnet50.Load();
net.Block1.BnA.Trainable |= true; // expect: HUB0002
