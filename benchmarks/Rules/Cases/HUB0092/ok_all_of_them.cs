// The whole set of this benchmark.
// expect: none
using App.HubModels;

Console.WriteLine(Digits.Handle + Resnet50.Handle + Elmo.Handle);
