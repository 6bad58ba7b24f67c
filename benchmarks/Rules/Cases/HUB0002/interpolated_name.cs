// The name is folded from constants.
using HubAnalyzers.Runtime;

const string Block = "resnet_50/block4";
using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
model.Layers[$"{Block}/bn_b"].Trainable = true; // expect: HUB0002
