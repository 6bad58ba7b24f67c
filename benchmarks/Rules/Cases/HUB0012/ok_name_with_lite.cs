// Lite is part of the name of an ordinary model, which has no manifest here and says so.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/tensorflow/efficientnet/lite0/feature-vector/2"); // expect: HUB0010
Console.WriteLine(model.Layers.Count);
