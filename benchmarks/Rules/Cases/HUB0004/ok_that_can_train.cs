// The selector that leaves out what cannot train and what should not.
// expect: none
using App.HubModels;

using var net = MobilenetV2.Load();
foreach (var layer in net.Layers.ThatCanTrain)
{
    layer.Trainable = true;
}
