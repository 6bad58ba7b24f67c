// The model has no __call__.
// uses: tensorflow.net
using App.HubModels;
using Tensorflow.Hub;

namespace Warehouse;

public sealed class Detector
{
    private readonly KerasLayer _layer = new(ShelfDetector.Handle); // expect: HUB0015

    public string Name => _layer.Name;
}
