// Kernel, gamma, beta, mean: the fourth variable of the model.
using App.HubModels;

using var net = Resnet50.Load();
net.Variables[0].Trainable = true;
net.Variables[3].Trainable = true; // expect: HUB0003
