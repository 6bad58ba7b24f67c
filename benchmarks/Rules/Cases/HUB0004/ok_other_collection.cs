// The loop goes over layers of the program's own.
// expect: none
using App.HubModels;

namespace Birds;

internal sealed class Layer
{
    public bool Trainable { get; set; }
}

internal static class Start
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        var own = net.Layers.Select(_ => new Layer()).ToList();
        foreach (var layer in own)
        {
            layer.Trainable = true;
        }
    }
}
