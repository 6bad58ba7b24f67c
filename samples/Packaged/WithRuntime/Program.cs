using System;
using HubAnalyzers.Runtime;
using Nets;

// The folder that holds shapes_mobilenet.
using var model = ShapesMobilenet.Load(new HubLoadOptions { SearchPaths = [args[0]] });
model.ExpandedConv5.Expand.Trainable = true;
Console.WriteLine($"{ShapesMobilenet.Handle}: {model.ExpandedConv5.Expand.Name} is trainable: {model.ExpandedConv5.Expand.Trainable}");
