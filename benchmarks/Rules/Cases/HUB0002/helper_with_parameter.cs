// A helper switches on the layers it is given.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Unfreezing
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        TurnOn(net.Block4.ConvA);
        TurnOn(net.Block4.BnA); // expect: HUB0002
    }

    private static void TurnOn(HubLayer layer)
    {
        Console.WriteLine($"training {layer.Name}");
        layer.Trainable = true;
    }
}
