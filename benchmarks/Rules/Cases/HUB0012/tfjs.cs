// A model for the browser.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/tensorflow/tfjs-model/ssdlite_mobilenet_v2/1/default/1"); // expect: HUB0012
Console.WriteLine(model.Layers.Count);
