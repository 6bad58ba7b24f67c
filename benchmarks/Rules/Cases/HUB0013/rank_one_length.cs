// Half a second of sound for a model that takes one.
using App.HubModels;
using HubAnalyzers.Runtime;
using TorchSharp;

const int Samples = 8_000;
using var speech = SpeechCommands.Load();
using var scores = speech.Call(torch.zeros(1, Samples)); // expect: HUB0013
Console.WriteLine(scores);
