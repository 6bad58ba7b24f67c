// A helper goes through the layers of the model it is given.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Helpers
{
    public static void UnfreezeAll(HubModel model)
    {
        foreach (var layer in model.Layers)
        {
            layer.Trainable = true;
        }
    }
}

internal static class Start
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        Helpers.UnfreezeAll(net); // expect: HUB0004
    }
}
