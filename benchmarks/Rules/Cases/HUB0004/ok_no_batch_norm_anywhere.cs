// A transformer without a batch norm, all of it trainable.
// expect: none
using App.HubModels;

using var bert = SmallBert.Load();
bert.Trainable = true;
foreach (var layer in bert.Layers)
{
    layer.Trainable = true;
}
