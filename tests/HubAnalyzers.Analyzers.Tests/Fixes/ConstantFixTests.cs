using System.Collections.Immutable;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Rules;
using HubAnalyzers.CodeFixes.Constants;

namespace HubAnalyzers.Testing;

/// <summary>The fixes of HUB0009, HUB0011 and HUB0013: another constant.</summary>
public sealed class ConstantFixTests
{
    private const string Handle = "https://tfhub.dev/google/imagenet/mobilenet_v2_100_224/feature_vector";

    [Fact]
    public Task A_learning_rate_is_set_where_it_is_used() => Test("0.001").Makes(
        """
        const double Rate = 0.05;
        var model = ShapesMobilenet.Load();
        var stages = new[]
        {
            new FineTuneStage("head", 10, Rate),
            new FineTuneStage("block", 10, {|HUB0009:Rate|} /* high */) { Layers = [model.Conv1Bn] },
            new FineTuneStage("block", Epochs: 10, LearningRate: {|HUB0009:0.05|}),
        };
        Console.WriteLine(Scale({|HUB0009:0.05f|}));
        static float Scale(float rate) => rate;
        """,
        """
        const double Rate = 0.05;
        var model = ShapesMobilenet.Load();
        var stages = new[]
        {
            new FineTuneStage("head", 10, Rate),
            new FineTuneStage("block", 10, 0.001 /* high */) { Layers = [model.Conv1Bn] },
            new FineTuneStage("block", Epochs: 10, LearningRate: 0.001),
        };
        Console.WriteLine(Scale(0.001f));
        static float Scale(float rate) => rate;
        """);

    [Fact]
    public Task A_handle_is_pinned_where_it_is_written() => Test(Handle + "/5").Makes(
        $$$"""
        const string Handle = "{{{Handle}}}"; // latest
        using var a = HubModel.Load({|HUB0011:Handle|});
        using var b = HubModel.Load({|HUB0011:Handle|});
        using var c = HubModel.Load({|HUB0011:@"{{{Handle}}}"|}, null);
        """,
        $$$"""
        const string Handle = "{{{Handle}}}/5"; // latest
        using var a = HubModel.Load(Handle);
        using var b = HubModel.Load(Handle);
        using var c = HubModel.Load("{{{Handle}}}/5", null);
        """);

    [Fact]
    public async Task A_handle_that_is_put_together_is_left_alone() => Assert.Empty(await Test(Handle + "/5").Offered(
        """
        const string Site = "https://tfhub.dev/";
        using var a = HubModel.Load({|HUB0011:Site + "google/imagenet/mobilenet_v2_100_224/feature_vector"|});
        """));

    [Fact]
    public Task A_size_becomes_what_the_model_takes() => Test("224").Makes(
        """
        using var model = MobilenetV2.Load();
        using var batch = torch.zeros(32, {|HUB0013:192|}, {|HUB0013:192|}, 3);
        """,
        """
        using var model = MobilenetV2.Load();
        using var batch = torch.zeros(32, 224, 224, 3);
        """);

    private static FixTest Test(string replacement) => new(new ConstantFixProvider())
    {
        Data = ImmutableDictionary<string, string?>.Empty.Add(FixData.Replacement, replacement),
    };
}
