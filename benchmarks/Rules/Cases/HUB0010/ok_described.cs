// Every handle has its manifest.
// expect: none
using HubAnalyzers.Runtime;

using var a = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
using var b = HubModel.Load("models/digits");
Console.WriteLine(a.Layers.Count + b.Layers.Count);
