// The indexer, on a nested layer.
using App.HubModels;

using var net = MobilenetV2.Load();
var expand = net.Layers["mobilenet_v2/expanded_conv_16/expand"]; // expect: HUB0018
expand.Trainable = true;
