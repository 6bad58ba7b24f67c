// The program asks whether it can.
// expect: none
using App.HubModels;
using HubAnalyzers;
using HubAnalyzers.Runtime;

using var digits = Digits.Load();
HubLayer first = digits.Conv1;
if (first.Trainability == Trainability.Trainable)
{
    first.Trainable = true;
}
