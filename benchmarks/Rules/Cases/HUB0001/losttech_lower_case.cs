// A LostTech model class that says which model it is; its switch is in lower case.
// uses: losttech
using HubAnalyzers;
using tensorflow.keras;
using tensorflow.keras.layers;

namespace Greenhouse;

[HubModel("https://tfhub.dev/acme/plant_classifier/1", "")]
public sealed class PlantNet : Model
{
    [HubLayer("plants/dense", Trainability.Frozen)]
    public Layer Head { get; } = new Dense(units: 12);
}

internal static class Start
{
    public static void Run()
    {
        var net = new PlantNet();
        net.Head.trainable = true; // expect: HUB0001
        net.trainable = true; // expect: HUB0001
    }
}
