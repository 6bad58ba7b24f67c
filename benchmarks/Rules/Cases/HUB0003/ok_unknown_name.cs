// The name is read from a file.
// expect: none
using App.HubModels;

using var net = MobilenetV2.Load();
var wanted = File.ReadAllLines("train.txt").ToHashSet();
foreach (var variable in net.Variables)
{
    if (wanted.Contains(variable.Name))
    {
        variable.Trainable = true;
    }
}
