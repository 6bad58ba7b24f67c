// Kernels chosen by their role, on a model whose convolutions all train.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var net = Resnet50.Load();
foreach (var kernel in net.Variables.Where(v => v.Facts.Role == VariableRole.Kernel))
{
    kernel.Trainable = true;
}
