// No policy makes a statistic a weight.
// editorconfig: hub_batch_norm_policy = any
using App.HubModels;

using var net = Resnet50.Load();
var variance = net.Bn1.Variables[3];
variance.Trainable = true; // expect: HUB0003
