// What each layer gets comes from a table.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
var table = new Dictionary<string, bool>();
foreach (var layer in net.Layers)
{
    layer.Trainable = table.TryGetValue(layer.Name, out var on) && on;
}
