// A hand-written class that says which model it is.
// uses: facts
using HubAnalyzers;

namespace Greenhouse;

[HubModel("https://tfhub.dev/acme/plant_classifier/1", "")]
public sealed class PlantNet
{
    public bool Trainable { get; set; }

    [HubLayer("plants/conv1", Trainability.Frozen)]
    public Unit Conv1 { get; } = new();

    public sealed class Unit
    {
        public bool Trainable { get; set; }
    }
}

internal static class Start
{
    public static void Run()
    {
        var net = new PlantNet { Trainable = true }; // expect: HUB0001
        net.Conv1.Trainable = true; // expect: HUB0001
    }
}
