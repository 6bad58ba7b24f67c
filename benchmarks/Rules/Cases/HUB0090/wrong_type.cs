// A number where a text must stand.
// manifests: Broken/wrong_type
// expect-in: Broken/wrong_type.hubmodel.json:3 HUB0090
using HubAnalyzers.Runtime;

public static class Start
{
    public static void Run(HubModel model) => model.Trainable = true;
}
