// Both arms of the value are true.
using App.HubModels;

using var net = Resnet50.Load();
net.Bn1.Trainable = args.Length > 0 ? true : !false; // expect: HUB0002
