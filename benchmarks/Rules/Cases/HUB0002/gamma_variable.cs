// Gamma alone: affine parameters, under the frozen policy.
using App.HubModels;

using var net = MobilenetV2.Load();
net.StemBn.Variables[0].Trainable = true; // expect: HUB0002
