// Backwards through the layers, with a count that is only printed.
using App.HubModels;

using var net = Resnet50.Load();
var opened = 0;
foreach (var layer in net.Layers.Reverse())
{
    layer.Trainable = true; // expect: HUB0004
    opened++;
}

Console.WriteLine(opened);
