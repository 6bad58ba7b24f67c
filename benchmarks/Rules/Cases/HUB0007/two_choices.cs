// Two choices are discarded at once.
using App.HubModels;

using var net = Resnet50.Load();
net.Block4.ConvA.Trainable = true;
net.Block4.ConvB.Trainable = true;
net.Trainable = false; // expect: HUB0007 HUB0007
