// A pet has a Trainable too.
// expect: none
namespace Kennel;

public sealed class Dog
{
    public string Name { get; init; } = "";

    public bool Trainable { get; set; }
}

internal static class Start
{
    public static void Main()
    {
        var dogs = new List<Dog> { new() { Name = "Rex", Trainable = true } };
        dogs.ForEach(d => d.Trainable = true);
        dogs[0].Trainable = true;
    }
}
