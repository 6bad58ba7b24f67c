// The only depthwise convolution can train.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers.OfType<DepthwiseConvLayer>())
{
    layer.Trainable = true;
}
