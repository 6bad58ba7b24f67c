// The second layer is a batch norm.
using App.HubModels;

using var backbone = MobilenetV2.Load();
backbone.Layers[0].Trainable = true;
backbone.Layers[1].Trainable = true; // expect: HUB0002
