// A record with the model in it is copied; the model stays the same.
using App.HubModels;

var first = new Run(Resnet50.Load(), Epochs: 3);
var second = first with { Epochs = 5 };
second.Net.Bn1.Trainable = true; // expect: HUB0002

internal sealed record Run(Resnet50 Net, int Epochs);
