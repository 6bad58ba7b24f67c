// Loaded by handle: the base class has no properties for layers.
// expect: none
using HubAnalyzers.Runtime;

using var net = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
net.GetLayer("resnet_50/conv1").Trainable = true;
