// No manifest describes this handle.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/inception_v3/feature_vector/5"); // expect: HUB0010
Console.WriteLine(model.Layers.Count);
