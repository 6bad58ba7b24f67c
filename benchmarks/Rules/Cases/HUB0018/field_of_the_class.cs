// The field is of the generated class.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal sealed class Session(Resnet50 net)
{
    private readonly Resnet50 _net = net;

    public HubLayer Last() => _net.GetLayer("resnet_50/block4/conv_b"); // expect: HUB0018
}
