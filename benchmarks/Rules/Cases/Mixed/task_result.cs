// The result of a task of the generated type.
using App.HubModels;

var net = await Task.Run(() => Resnet50.Load());
net.Block1.BnA.Trainable = true; // expect: HUB0002
net.Block1.ConvA.Trainable = true;
