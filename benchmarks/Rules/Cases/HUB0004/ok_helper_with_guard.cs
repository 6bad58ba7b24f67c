// The helper guards.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Helpers
{
    public static void UnfreezeConvolutions(this HubModel model)
    {
        foreach (var layer in model.Layers)
        {
            if (layer is BatchNormLayer)
            {
                continue;
            }

            layer.Trainable = true;
        }
    }
}

internal static class Start
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        net.UnfreezeConvolutions();
    }
}
