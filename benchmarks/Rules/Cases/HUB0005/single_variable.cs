// The kernel of the frozen convolution.
using App.HubModels;

using var digits = Digits.Load();
digits.Conv1.Variables[0].Trainable = true; // expect: HUB0005
