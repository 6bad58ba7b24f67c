// The branch lets counters through and nothing else.
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
foreach (var variable in net.Variables)
{
    if (variable.Facts.Role == VariableRole.Counter)
    {
        variable.Trainable = true; // expect: HUB0003
    }
}
