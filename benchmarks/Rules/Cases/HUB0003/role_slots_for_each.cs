// Optimizer slots through ForEach.
using App.HubModels;
using HubAnalyzers;

var net = MobilenetV2.Load();
net.Variables.Where(v => v.Facts.Role == VariableRole.OptimizerSlot).ToList().ForEach(v => v.Trainable = true); // expect: HUB0003
net.Dispose();
