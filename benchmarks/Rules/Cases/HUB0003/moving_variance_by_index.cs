// Gamma, beta, mean, variance: the fourth is a statistic.
using App.HubModels;

using var net = Resnet50.Load();
net.Bn1.Variables[3].Trainable = true; // expect: HUB0003
