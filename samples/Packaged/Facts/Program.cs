using System;
using Facts.HubModels;

var model = ShapeNet.Info;
Console.WriteLine($"{ShapeNet.Handle}: {ShapeNet.Verdict}, {model.TrainableParameters} of {model.TotalParameters} parameters, {model.Layers.Count} layers");
