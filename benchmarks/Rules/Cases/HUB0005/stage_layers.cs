// A stage asks for the frozen layer.
using App.HubModels;
using HubAnalyzers.Runtime;

using var digits = Digits.Load();
var top = new FineTuneStage("all convolutions", Epochs: 3, LearningRate: 1e-4)
{
    Layers = [digits.Conv1, digits.Conv2], // expect: HUB0005
};
Console.WriteLine(top.Name);
