// The choice is looked at before it is taken back, and that is what the check is for.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Trainable = true;
Report(net);
net.Trainable = false;

static void Report(Resnet50 model)
{
    foreach (var layer in model.Layers.Where(l => l.Trainable))
    {
        Console.WriteLine(layer.Name);
    }
}
