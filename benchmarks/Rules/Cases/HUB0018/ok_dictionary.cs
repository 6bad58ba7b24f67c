// A dictionary that has the names for keys.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
var sizes = net.Layers.ToDictionary(l => l.Name, l => l.Facts.Parameters);
Console.WriteLine(sizes["resnet_50/conv1"]);
