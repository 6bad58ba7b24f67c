// The first layer is the frozen one.
using App.HubModels;

using var digits = Digits.Load();
digits.Layers[0].Trainable = true; // expect: HUB0005
