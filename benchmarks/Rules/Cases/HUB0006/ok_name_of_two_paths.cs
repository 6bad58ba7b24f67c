// One of the two names is wrong, and which it is depends on the arguments.
// expect: none
using HubAnalyzers.Runtime;

var name = args.Length > 0 ? "resnet_50/conv1" : "resnet_50/conv_one";
using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
Console.WriteLine(model.GetLayer(name).Kind);
