// An interface of the program's own with a Trainable in it.
// expect: none
using App.HubModels;

namespace Birds;

public interface IPart
{
    bool Trainable { get; set; }

    void Unfreeze() => Trainable = true;
}

public sealed class Part : IPart
{
    public bool Trainable { get; set; }
}

public static class Start
{
    public static void Main()
    {
        IPart part = new Part();
        part.Unfreeze();
        part.Trainable = true;
        using var plants = PlantClassifier.Load();
        Console.WriteLine(plants.Layers.Count);
    }
}
