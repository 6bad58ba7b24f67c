// By handle and name.
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Start
{
    public static void Main()
    {
        using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
        var last = model.GetLayer("resnet_50/block4/conv_b");
        last.Trainable = true;
        Console.WriteLine("ready");
        model.Trainable = false; // expect: HUB0007
    }
}
