// The name of a variable is no layer's.
using HubAnalyzers.Runtime;

namespace Birds;

internal sealed class Probe
{
    private readonly HubModel _model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");

    public string Describe() => _model.GetLayer("resnet_50/conv1/kernel").Name; // expect: HUB0006
}
