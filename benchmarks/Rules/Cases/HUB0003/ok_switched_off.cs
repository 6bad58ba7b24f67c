// Statistics are switched off, which they are anyway.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
foreach (var variable in net.Bn1.Variables)
{
    variable.Trainable = false;
}
