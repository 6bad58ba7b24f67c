// One of the two can train.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var digits = Digits.Load();
HubLayer layer = digits.Conv1;
if (args.Length > 0)
{
    layer = digits.Conv2;
}

layer.Trainable = true;
