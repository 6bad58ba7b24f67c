// The index is computed.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Layers[args.Length].Trainable = true;
