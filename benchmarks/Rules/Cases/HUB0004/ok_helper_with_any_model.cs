// A helper that nobody calls with a model that is known.
// expect: none
using HubAnalyzers.Runtime;

public static class Helpers
{
    public static void UnfreezeAll(HubModel model)
    {
        foreach (var layer in model.Layers)
        {
            layer.Trainable = true;
        }
    }

    public static void Run(string path)
    {
        using var model = HubModel.Load(path);
        UnfreezeAll(model);
    }
}
