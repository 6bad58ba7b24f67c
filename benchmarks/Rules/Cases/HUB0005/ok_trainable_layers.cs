// The layers that can train.
// expect: none
using App.HubModels;

using var net = MobilenetV2.Load();
net.Stem.Trainable = true;
net.ExpandedConv.Depthwise.Trainable = true;
net.ExpandedConv16.Expand.Trainable = true;
