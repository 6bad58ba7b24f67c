// With its version.
// expect: none
using HubAnalyzers.Runtime;

using var net = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
using var speech = HubModel.Load("https://www.kaggle.com/models/acme/speech-commands/TensorFlow2/small/1");
Console.WriteLine(net.Layers.Count + speech.Layers.Count);
