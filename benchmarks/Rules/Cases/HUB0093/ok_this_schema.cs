// The version that this package understands.
// manifests: resnet_50
// expect: none
using App.HubModels;

Console.WriteLine(Resnet50.Verdict);
