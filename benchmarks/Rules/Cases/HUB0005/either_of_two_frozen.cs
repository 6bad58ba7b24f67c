// Both layers that it may be are frozen.
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
HubLayer layer = args.Length > 0 ? net.TopConv : net.Logits;
layer.Trainable = true; // expect: HUB0005
