// The policy that is the default, stated.
// editorconfig: hub_batch_norm_policy = frozen
using App.HubModels;

using var net = Resnet50.Load();
net.Bn1.Trainable = true; // expect: HUB0002
