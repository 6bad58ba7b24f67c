// A local of the program's own has the property's name.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
var Bn1 = new Norm();
Bn1.Trainable = true;
Console.WriteLine(net.Bn1.Trainable);

internal sealed class Norm
{
    public bool Trainable { get; set; }
}
