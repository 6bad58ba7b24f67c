// The frozen layer is kept frozen, in so many words.
// expect: none
using App.HubModels;

using var digits = Digits.Load();
digits.Conv2.Trainable = true;
digits.Conv1.Trainable = false;
