using System;
using System.Linq;
using HubAnalyzers.Testing;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>What a call returns is the caller's: writing to it changes no weight, no input and no later result.</summary>
public sealed class OwnedResultTests
{
    private const string Weight = "net/scale/kernel";

    public static TheoryData<string> Results => ["the input", "the input's view", "a weight", "a weight's view", "a constant", "what weights alone give", "a sum over nothing"];

    [Theory, MemberData(nameof(Results))]
    public void A_result_may_be_written_to(string result)
    {
        foreach (var (trains, precision) in (ReadOnlySpan<(bool, HubPrecision)>)[(false, HubPrecision.Float32), (true, HubPrecision.Float32), (false, HubPrecision.BFloat16)])
        {
            using var folder = new TempFolder();
            using var model = HubModel.Load(Giving(result).Write(folder.File("model")), new HubLoadOptions { Precision = precision });
            model.GetLayer("net/scale").Trainable = trains && result.Contains("weight", StringComparison.Ordinal);
            using var x = ones(1, 3);
            using var first = model.Call(x);
            var expected = first.data<float>().ToArray();

            using (no_grad())
            {
                first.mul_(100);
            }

            using var second = model.Call(x);
            Assert.Equal(expected, second.data<float>().ToArray());
            Assert.Equal([1f, 1, 1], x.data<float>().ToArray());
            Assert.Equal([2f, 2, 2], model.Variables.Single().Value.data<float>().ToArray());
        }
    }

    [Fact]
    public void A_weight_that_is_the_result_still_gets_its_gradient()
    {
        using var folder = new TempFolder();
        using var model = HubModel.Load(Giving("a weight").Write(folder.File("model")));
        model.GetLayer("net/scale").Trainable = true;
        using var x = ones(1, 3);

        using var y = model.Call(x);
        using var sum = y.sum();
        sum.backward();

        Assert.Equal([1f, 1, 1], model.Variables.Single().Value.grad!.data<float>().ToArray());
    }

    private static WrittenModel Giving(string result)
    {
        return new WrittenModel().Weight(Weight, [3], 2).Trace(training: false, Write).Trace(training: true, Write);

        void Write(WrittenModel.Function f)
        {
            var weight = f.Read(Weight);
            f.Returns(result switch
            {
                "the input" => "x",
                "the input's view" => f.Node("Reshape", "output", ["x", f.Numbers(3)]),
                "a weight" => weight,
                "a weight's view" => f.Node("ExpandDims", "output", [weight, f.Numbers(0)]),
                "a constant" => f.Number(5),
                "what weights alone give" => f.Two("Mul", weight, f.Number(3)),
                _ => f.Reduce("Sum", "x", keep: false),
            });
        }
    }
}
