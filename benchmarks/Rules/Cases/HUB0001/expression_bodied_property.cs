// A property computed anew each time, always from the same handle.
using App.HubModels;
using HubAnalyzers.Runtime;

namespace Warehouse;

internal sealed class Lab
{
    private static HubModel Fresh => HubModel.Load(ShelfDetector.Handle);

    public void Try() => Fresh.Trainable = true; // expect: HUB0001
}
