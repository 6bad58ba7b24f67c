// Optimizer slots through ForEach: a model lists the variables of its layers, so nothing is ever asked.
// expect: none
using App.HubModels;
using HubAnalyzers;

var net = MobilenetV2.Load();
net.Variables.Where(v => v.Facts.Role == VariableRole.OptimizerSlot).ToList().ForEach(v => v.Trainable = true);
net.Dispose();
