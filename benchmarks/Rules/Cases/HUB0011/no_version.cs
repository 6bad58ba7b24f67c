// The handle names no version; the manifest does.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector"); // expect: HUB0011
Console.WriteLine(model.Layers.Count);
