// A loop by hand.
using App.HubModels;

using var net = Resnet50.Load();
using var each = net.Layers.GetEnumerator();
while (each.MoveNext())
{
    each.Current.Trainable = true; // expect: HUB0004
}
