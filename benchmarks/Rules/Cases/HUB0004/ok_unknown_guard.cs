// A predicate of the program's own may leave out what must be left out.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
var chosen = File.ReadAllLines("unfreeze.txt").ToHashSet(StringComparer.Ordinal);
foreach (var layer in net.Layers.Where(IsChosen))
{
    layer.Trainable = true;
}

bool IsChosen(HubLayer layer) => chosen.Contains(layer.Name);
