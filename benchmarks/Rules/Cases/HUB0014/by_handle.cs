// The same by handle.
using HubAnalyzers.Runtime;

namespace Garden;

internal static class Start
{
    private const string Handle = "https://tfhub.dev/google/imagenet/mobilenet_v3_small_100_224/classification/5";

    public static void Main()
    {
        using var model = HubModel.Load(Handle);
        using var head = new ClassificationHead(model, 3, seed: 1); // expect: HUB0014
        Console.WriteLine(head.Classes);
    }
}
