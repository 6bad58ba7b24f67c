// A generic helper that applies an action to each element.
using App.HubModels;

using var net = Resnet50.Load();
Each(net.Layers, static layer => layer.Trainable = true); // expect: HUB0004

static void Each<T>(IEnumerable<T> items, Action<T> action)
{
    foreach (var item in items)
    {
        action(item);
    }
}
