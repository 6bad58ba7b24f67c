// A scope is no layer.
using HubAnalyzers.Runtime;

const string Block = "mobilenet_v2/expanded_conv_16";
using var model = HubModel.Load("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5");
Console.WriteLine(model.GetLayer(Block).Kind); // expect: HUB0006
