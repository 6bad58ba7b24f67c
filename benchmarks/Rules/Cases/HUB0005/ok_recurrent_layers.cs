// The recurrent part of a partly trainable model.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var speech = SpeechCommands.Load();
foreach (var layer in speech.Layers.Where(l => l is LstmLayer or GruLayer or DenseLayer))
{
    layer.Trainable = true;
}
