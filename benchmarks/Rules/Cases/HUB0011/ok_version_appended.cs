// The version comes from the arguments.
// expect: none
using HubAnalyzers.Runtime;

const string Handle = "https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector";
using var net = HubModel.Load($"{Handle}/{args[0]}");
Console.WriteLine(net.Layers.Count);
