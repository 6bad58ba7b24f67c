// The rate is a constant of the class.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal sealed class Session
{
    private const double Rate = 0.02;

    public FineTuneOptions Options(Resnet50 net) => new()
    {
        Stages =
        [
            new("head", 5, Rate),
            new("top", 5, Rate) { Layers = [net.Block4.ConvB] }, // expect: HUB0009
        ],
    };
}
