// One of the layers of a stage does not exist.
using HubAnalyzers.Runtime;

using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
var stage = new FineTuneStage("block 4", Epochs: 4, LearningRate: 1e-4)
{
    Layers =
    [
        model.GetLayer("resnet_50/block4/conv_a"),
        model.GetLayer("resnet_50/block4/conv_c"), // expect: HUB0006
    ],
};
Console.WriteLine(stage.Layers.Count);
