// First everything off, then one layer on: the usual order.
// expect: none
using App.HubModels;

using var net = MobilenetV2.Load();
net.Trainable = false;
net.ExpandedConv16.Expand.Trainable = true;
