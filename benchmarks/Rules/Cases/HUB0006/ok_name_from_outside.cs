// The name is the user's.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
Console.WriteLine(net.GetLayer(Console.ReadLine() ?? "").Kind);
