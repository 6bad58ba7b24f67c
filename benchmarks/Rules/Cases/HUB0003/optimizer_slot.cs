// What the optimizer left in the checkpoint.
using HubAnalyzers.Runtime;

namespace Birds;

internal sealed class Resume
{
    private const string Slot = "mobilenet_v2/stem/kernel/Momentum";

    public static void Main()
    {
        using var net = HubModel.Load("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5");
        var slot = net.Variables.Single(variable => variable.Name == Slot);
        slot.Trainable = true; // expect: HUB0003
    }
}
