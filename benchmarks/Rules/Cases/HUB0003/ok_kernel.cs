// A kernel is a weight.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Variables[0].Trainable = true;
net.Variables.Single(v => v.Name == "resnet_50/block4/conv_b/kernel").Trainable = true;
