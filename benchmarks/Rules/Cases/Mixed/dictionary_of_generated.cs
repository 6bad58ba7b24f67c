// A dictionary of the generated type.
using App.HubModels;

var nets = new Dictionary<string, MobilenetV2> { ["a"] = MobilenetV2.Load(), ["b"] = MobilenetV2.Load() };
foreach (var (name, net) in nets)
{
    Console.WriteLine(name);
    net.Logits.Trainable = true; // expect: HUB0005
}
