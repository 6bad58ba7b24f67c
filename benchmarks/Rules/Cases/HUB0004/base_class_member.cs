// The base class holds the model that the derived class gives it.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Birds;

internal abstract class Experiment
{
    protected static void Open(HubModel model) => model.Trainable = true;
}

internal sealed class ResnetExperiment : Experiment
{
    public void Run()
    {
        using var net = Resnet50.Load();
        Open(net); // expect: HUB0004
    }
}
