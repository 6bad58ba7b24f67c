// SavedModels, on either site.
// expect: none
using HubAnalyzers.Runtime;

using var a = HubModel.Load("https://tfhub.dev/acme/shelf_detector/2");
using var b = HubModel.Load("https://www.kaggle.com/models/acme/speech-commands/TensorFlow2/small/1");
Console.WriteLine(a.Facts.Verdict.ToString() + b.Facts.Verdict);
