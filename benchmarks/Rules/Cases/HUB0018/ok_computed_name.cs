// The name is computed.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
foreach (var suffix in new[] { "conv_a", "conv_b" })
{
    net.GetLayer("resnet_50/block4/" + suffix).Trainable = true;
}
