// A number is no name.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
Console.WriteLine(net.Layers[0].Name);
