// Batch norm may train and nothing else is in the way.
// editorconfig: hub_batch_norm_policy = any
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Trainable = true;
foreach (var layer in net.Layers)
{
    layer.Trainable = true;
}
