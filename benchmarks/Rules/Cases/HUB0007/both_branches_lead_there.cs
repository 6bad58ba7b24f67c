// Either branch chooses a layer, and either choice is lost.
using App.HubModels;

using var net = Resnet50.Load();
if (args.Length > 0)
{
    net.Conv1.Trainable = true;
}
else
{
    net.Block4.ConvB.Trainable = true;
}

net.Trainable = false; // expect: HUB0007 HUB0007
