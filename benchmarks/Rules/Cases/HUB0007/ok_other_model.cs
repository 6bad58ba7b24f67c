// The switch is another model's.
// expect: none
using App.HubModels;

using var net = Resnet50.Load();
using var digits = Digits.Load();
net.Conv1.Trainable = true;
digits.Trainable = false;
