// The last part, which would be the version, is missing from the sum.
using HubAnalyzers.Runtime;

const string Family = "https://tfhub.dev/google/imagenet/";
const string Model = Family + "resnet_v2_50/feature_vector";
using var net = HubModel.Load(Model); // expect: HUB0011
Console.WriteLine(net.Facts.Version);
