// Kaggle's handles have versions too.
using HubAnalyzers.Runtime;

using var speech = HubModel.Load("https://www.kaggle.com/models/acme/speech-commands/TensorFlow2/small"); // expect: HUB0011
Console.WriteLine(speech.Facts.Verdict);
