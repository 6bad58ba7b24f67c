// No trace uses the logits of this feature vector.
using HubAnalyzers.Runtime;

using var net = HubModel.Load("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5");
net.GetLayer("mobilenet_v2/logits").Trainable = true; // expect: HUB0005
