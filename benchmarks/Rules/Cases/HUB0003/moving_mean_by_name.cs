// The moving mean of a batch norm, picked by name.
using App.HubModels;

using var net = MobilenetV2.Load();
var mean = net.StemBn.Variables.Single(v => v.Name == "mobilenet_v2/stem_bn/moving_mean");
mean.Trainable = true; // expect: HUB0003
