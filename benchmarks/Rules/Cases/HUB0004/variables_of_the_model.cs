// Every variable, statistics and counters among them.
using App.HubModels;

using var net = MobilenetV2.Load();
foreach (var variable in net.Variables)
{
    variable.Trainable = true; // expect: HUB0004
}
