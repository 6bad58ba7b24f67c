// An extension method called Load, and a model of the program's own.
// expect: none
namespace Birds;

public sealed class Nest
{
    public bool Trainable { get; set; }
}

public static class NestExtensions
{
    public static Nest Load(this string handle) => new() { Trainable = handle.Length > 0 };

    public static void Main()
    {
        var nest = "https://tfhub.dev/acme/plant_classifier/1".Load();
        nest.Trainable = true;
    }
}
