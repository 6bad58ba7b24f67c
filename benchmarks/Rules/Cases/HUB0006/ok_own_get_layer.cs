// GetLayer of a class of the program's own.
// expect: none
namespace Cake;

internal sealed class Cake
{
    private readonly Dictionary<string, int> _layers = new() { ["sponge"] = 2 };

    public int this[string name] => _layers[name];

    public int GetLayer(string name) => _layers[name];
}

internal static class Start
{
    public static void Main()
    {
        var cake = new Cake();
        Console.WriteLine(cake.GetLayer("resnet_50/con1") + cake["icing"]);
    }
}
