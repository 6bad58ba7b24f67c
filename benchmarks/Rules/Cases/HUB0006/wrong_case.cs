// Names are told apart by case.
using App.HubModels;

using var net = Resnet50.Load();
var layer = net.Layers["ResNet_50/Conv1"]; // expect: HUB0006
Console.WriteLine(layer.Facts.Parameters);
