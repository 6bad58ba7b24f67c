// The local may be the convolution or the batch norm.
// expect: none
using App.HubModels;
using HubAnalyzers.Runtime;

using var net = Resnet50.Load();
HubLayer layer = args.Length == 0 ? net.Conv1 : net.Bn1;
layer.Trainable = true;
