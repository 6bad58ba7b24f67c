// A letter is missing.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
model.GetLayer("resnet_50/con1").Trainable = true; // expect: HUB0006
