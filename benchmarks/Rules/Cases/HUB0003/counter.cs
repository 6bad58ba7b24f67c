// The step counter of the checkpoint.
using App.HubModels;

using var net = MobilenetV2.Load();
net.Variables.First(v => v.Name == "global_step").Trainable = true; // expect: HUB0003
