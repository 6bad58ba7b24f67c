// True, written as not false.
using App.HubModels;

using var net = Resnet50.Load();
const bool Frozen = false;
net.Trainable = !Frozen; // expect: HUB0004
