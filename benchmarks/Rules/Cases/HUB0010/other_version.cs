// The manifest is of another version.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/4"); // expect: HUB0010
Console.WriteLine(model.Facts.Name);
