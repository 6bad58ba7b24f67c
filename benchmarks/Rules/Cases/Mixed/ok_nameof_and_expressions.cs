// The property is named, compared and projected, never set.
// expect: none
using System.Linq.Expressions;
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
Expression<Func<HubLayer, bool>> trains = layer => layer.Trainable == true;
Console.WriteLine(nameof(HubLayer.Trainable) + trains + net.Layers.Count(l => l.Trainable is true));
