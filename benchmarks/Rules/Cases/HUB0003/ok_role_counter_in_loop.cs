// The branch lets counters through and nothing else: a model lists the variables of its layers, so nothing is ever asked.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
foreach (var variable in net.Variables)
{
    if (variable.Facts.Role == VariableRole.Counter)
    {
        variable.Trainable = true;
    }
}
