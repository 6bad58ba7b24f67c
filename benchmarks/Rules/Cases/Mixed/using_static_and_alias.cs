// The class goes by another name.
using Backbone = App.HubModels.MobilenetV2;
using static App.HubModels.MobilenetV2;

using Backbone net = Load();
net.StemBn.Trainable = true; // expect: HUB0002
Console.WriteLine(Handle);
