// The same by handle, on a partly trainable model.
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static async Task Main()
    {
        await Task.Yield();
        using var model = HubModel.Load("https://tfhub.dev/google/imagenet/mobilenet_v2_050_96/feature_vector/5");
        model.Trainable = true; // expect: HUB0004
    }
}
