// The names are right, on a model that was loaded by handle.
// expect: none
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
model.GetLayer("resnet_50/conv1").Trainable = true;
model.Layers["resnet_50/block4/conv_b"].Trainable = true;
