// The publisher left the last convolution out.
using App.HubModels;

using var net = MobilenetV2.Load();
net.ExpandedConv16.Project.Trainable = true;
net.TopConv.Trainable = true; // expect: HUB0005
