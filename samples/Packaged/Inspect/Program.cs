using System;
using HubAnalyzers.SavedModel;

// The folder that holds saved_model.pb.
var model = ModelInspector.Inspect(args[0]);
Console.WriteLine($"{model.Name}: {model.Verdict}, {model.TrainableParameters} of {model.TotalParameters} parameters, {model.Layers.Count} layers");
