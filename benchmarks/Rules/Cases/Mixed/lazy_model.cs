// The value of a Lazy of the generated type.
using App.HubModels;

namespace Birds;

internal static class Models
{
    private static readonly Lazy<Resnet50> _net = new(() => Resnet50.Load());

    public static void Open() => _net.Value.Bn1.Trainable = true; // expect: HUB0002
}
