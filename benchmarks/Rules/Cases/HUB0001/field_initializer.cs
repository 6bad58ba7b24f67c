// A readonly field with an initializer, and a layer taken from it.
using HubAnalyzers.Runtime;

namespace Warehouse;

internal sealed class ShelfWatcher
{
    private readonly HubModel _detector = HubModel.Load("https://tfhub.dev/acme/shelf_detector/2");

    public void Adapt()
    {
        var first = _detector.GetLayer("detector/backbone/conv1");
        first.Trainable = true; // expect: HUB0001
    }
}
