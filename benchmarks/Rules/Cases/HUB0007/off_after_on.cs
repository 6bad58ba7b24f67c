// The layer's own choice is gone before anything is fitted.
using App.HubModels;

using var net = MobilenetV2.Load();
net.ExpandedConv16.Expand.Trainable = true;
net.Trainable = false; // expect: HUB0007
