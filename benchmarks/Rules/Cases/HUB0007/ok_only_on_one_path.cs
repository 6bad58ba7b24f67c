// Only one path takes the choice back.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
net.Conv1.Trainable = true;
if (args.Contains("--frozen"))
{
    net.Trainable = false;
}
