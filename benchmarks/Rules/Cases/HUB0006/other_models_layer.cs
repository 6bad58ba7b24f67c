// The layer is another model's.
using App.HubModels;

using var digits = Digits.Load();
using var net = Resnet50.Load();
var stem = digits.GetLayer("resnet_50/conv1"); // expect: HUB0006
Console.WriteLine(stem.Name + net.Conv1.Name);
