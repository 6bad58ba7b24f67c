// Kaggle names the framework in the handle.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://www.kaggle.com/models/google/mobilenet-v3/TfLite/small-075-224-classification/1"); // expect: HUB0012
Console.WriteLine(model.Layers.Count);
