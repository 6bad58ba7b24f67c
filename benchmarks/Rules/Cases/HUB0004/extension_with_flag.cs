// An extension method with a flag that is true here and false there.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class ModelExtensions
{
    public static void SetTrainable(this HubModel model, bool value)
    {
        foreach (var layer in model.Layers)
        {
            layer.Trainable = value;
        }
    }
}

internal static class Start
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        net.SetTrainable(false);
        net.SetTrainable(true); // expect: HUB0004
    }
}
