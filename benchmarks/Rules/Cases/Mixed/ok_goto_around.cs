// The request is jumped over.
// expect: none
using App.HubModels;

namespace Birds;

internal static class Start
{
    public static void Main()
    {
        using var plants = PlantClassifier.Load();
        goto end;
#pragma warning disable CS0162
        plants.Trainable = true;
#pragma warning restore CS0162
    end:
        Console.WriteLine(plants.Layers.Count);
    }
}
