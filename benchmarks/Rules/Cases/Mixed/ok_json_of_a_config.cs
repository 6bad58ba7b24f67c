// A configuration record with the keys that Keras uses.
// expect: none
using System.Text.Json.Serialization;
using App.HubModels;

namespace Birds;

public sealed class LayerConfig
{
    [JsonPropertyName("name")]
    public string Name { get; set; } = "resnet_50/bn1";

    [JsonPropertyName("trainable")]
    public bool Trainable { get; set; } = true;
}

public static class Start
{
    public static void Main()
    {
        using var net = Resnet50.Load();
        var config = net.Layers.Select(l => new LayerConfig { Name = l.Name, Trainable = true }).ToList();
        config[1].Trainable = true;
        Console.WriteLine(config.Count);
    }
}
