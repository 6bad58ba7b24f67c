// The statistics, chosen by their role.
using App.HubModels;
using HubAnalyzers;

using var net = Resnet50.Load();
foreach (var mean in net.Variables.Where(v => v.Facts.Role == VariableRole.MovingMean))
{
    mean.Trainable = true; // expect: HUB0003
}
