// One part of a concatenation is wrong.
using HubAnalyzers.Runtime;

namespace Birds;

internal static class Names
{
    public const string Prefix = "resnet_50/block";
}

internal static class Start
{
    public static void Main()
    {
        using var model = HubModel.Load("https://tfhub.dev/google/imagenet/resnet_v2_50/feature_vector/5");
        var last = model.GetLayer(Names.Prefix + "5/conv_a"); // expect: HUB0006
        Console.WriteLine(last.Trainability);
    }
}
