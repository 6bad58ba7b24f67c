// One layer of a model that lists no trainable variables.
using App.HubModels;

namespace Greenhouse;

internal static class Trainer
{
    public static void Prepare()
    {
        using var plants = PlantClassifier.Load();
        plants.Dense.Trainable = true; // expect: HUB0001
    }
}
