// The manifest is asked first.
// expect: none
using App.HubModels;
using HubAnalyzers;

using var net = MobilenetV2.Load();
foreach (var variable in net.Variables)
{
    if (variable.Facts.Trainability == Trainability.Trainable)
    {
        variable.Trainable = true;
    }
}
