// The property.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Trainable = true;
Console.WriteLine(net.Block4.ConvB.Name == "resnet_50/block4/conv_b");
