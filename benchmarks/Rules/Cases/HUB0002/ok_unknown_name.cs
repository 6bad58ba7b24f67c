// The name of the layer comes from outside.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
foreach (var name in args)
{
    net.GetLayer(name).Trainable = true;
}
