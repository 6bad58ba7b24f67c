// All of one block, its batch norms included.
using App.HubModels;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers)
{
    if (layer.Name.StartsWith("mobilenet_v2/expanded_conv_16", StringComparison.Ordinal))
    {
        layer.Trainable = true; // expect: HUB0004
    }
}
