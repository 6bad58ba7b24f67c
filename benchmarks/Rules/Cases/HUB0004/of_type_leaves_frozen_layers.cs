// The same by type.
using App.HubModels;
using HubAnalyzers.Runtime;

using var digits = Digits.Load();
foreach (var conv in digits.Layers.OfType<ConvLayer>())
{
    conv.Trainable = true; // expect: HUB0004
}
