// A local function closes over the model.
using App.HubModels;

using var net = Resnet50.Load();
Unfreeze();

void Unfreeze()
{
    foreach (var layer in net.Layers)
    {
        layer.Trainable = true; // expect: HUB0004
    }
}
