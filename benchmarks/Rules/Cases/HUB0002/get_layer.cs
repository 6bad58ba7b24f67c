// By name, on a model that was loaded by handle.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
model.GetLayer("resnet_50/block4/bn_a").Trainable = true; // expect: HUB0002
