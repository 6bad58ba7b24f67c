// A get-only property that is the frozen model.
using HubAnalyzers.Runtime;

namespace Warehouse;

internal sealed class Pipeline
{
    private HubModel Detector { get; } = HubModel.Load("https://tfhub.dev/acme/shelf_detector/2");

    public void Unfreeze() => Detector.Trainable = true; // expect: HUB0001
}
