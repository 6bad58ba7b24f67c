// A local function is given the frozen layer.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
Enable(net.Stem, "stem");
Enable(net.TopConv, "top"); // expect: HUB0005

static void Enable(HubLayer layer, string label)
{
    Console.WriteLine(label);
    layer.Trainable = true;
}
