// The same with an index.
using App.HubModels;

using var net = MobilenetV2.Load();
for (var i = 0; i < net.Layers.Count; i++)
{
    net.Layers[i].Trainable = true; // expect: HUB0004
}
