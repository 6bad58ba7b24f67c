// Without a manifest nobody knows.
// manifests: none
// expect: none
using HubAnalyzers.Runtime;

public static class Start
{
    public static void Run(string handle)
    {
        using var model = HubModel.Load(handle);
        model.Trainable = true;
    }
}
