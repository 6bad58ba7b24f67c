// The handle is a constant of another class.
using HubAnalyzers.Runtime;

namespace Greenhouse;

internal static class Handles
{
    public const string Plants = "https://tfhub.dev/acme/plant_classifier/1";
}

internal sealed class Setup
{
    public HubModel Open()
    {
        var model = HubModel.Load(Handles.Plants);
        model.Trainable = true; // expect: HUB0001
        return model;
    }
}
