using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Planning;

public sealed class ConvolutionFoldingTests
{
    private static readonly HashSet<string> _none = [];

    [Theory]
    [InlineData(false, false, 4)]
    [InlineData(false, true, 4)]
    [InlineData(true, false, 2)]
    [InlineData(true, true, 2)]
    public void A_folded_block_computes_the_same(bool depthwise, bool bias, long channels)
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, channels), depthwise, bias));
        using var x = rand(2, 5, 5, channels);

        var (folded, count) = ConvolutionFolding.Run(small.Graph, _none);

        Assert.Equal(new FoldCount(1, bias ? 1 : 0), count);
        Assert.DoesNotContain(folded.Nodes, static n => n.Op is "FusedBatchNormV3" or "BiasAdd");
        AssertSame(small, small.Graph, folded, x);
    }

    [Fact]
    public void The_gradient_of_a_trained_kernel_is_the_same_through_the_folded_normalization()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        using var x = rand(2, 5, 5, 4);
        small.Variables.SetRequiresGrad("a/kernel", true);
        HashSet<string> trained = ["a/kernel"];

        var (folded, count) = ConvolutionFolding.Run(small.Graph, trained);

        Assert.Equal(1, count.Norms);
        using var plain = Gradient(small, small.Graph, null, x);
        using var ours = Gradient(small, folded, trained, x);
        Assert.True((plain - ours).abs().max().ToDouble() <= 1e-4 * plain.abs().max().ToDouble());
        Assert.True(plain.abs().max().ToDouble() > 0);
    }

    [Fact]
    public void A_bias_alone_becomes_part_of_its_convolution()
    {
        using var small = new SmallGraph();
        var convolved = small.Node("Conv2D", [small.Input("x", -1, 5, 5, 4), small.Random("kernel", 1, 1, 4, 4)], ("padding", SmallGraph.Text("SAME")), ("strides", SmallGraph.Numbers(1, 1, 1, 1)));
        small.Output(small.Node("BiasAdd", [convolved, small.Random("bias", 4)]));
        using var x = rand(2, 5, 5, 4);

        var (folded, count) = ConvolutionFolding.Run(small.Graph, _none);

        Assert.Equal(new FoldCount(0, 1), count);
        AssertSame(small, small.Graph, folded, x);
    }

    [Fact]
    public void A_normalization_by_the_batchs_own_statistics_stays()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4), training: true));

        Assert.Equal(default, ConvolutionFolding.Run(small.Graph, _none).Count);
    }

    [Fact]
    public void A_normalization_that_trains_over_a_frozen_kernel_stays()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));

        Assert.Equal(default, ConvolutionFolding.Run(small.Graph, new HashSet<string> { "a/gamma" }).Count);
        Assert.Equal(1, ConvolutionFolding.Run(small.Graph, new HashSet<string> { "a/gamma", "a/kernel" }).Count.Norms);
    }

    [Fact]
    public void A_convolution_that_something_else_takes_too_stays()
    {
        using var small = new SmallGraph();
        var last = small.Block("a", small.Input("x", -1, 5, 5, 4));
        small.Output(last);
        small.Output(new ValueRef(ValueSource.Node, 0));

        Assert.Equal("Conv2D", small.Graph.Nodes[0].Op);
        Assert.Equal(default, ConvolutionFolding.Run(small.Graph, _none).Count);
    }

    private static void AssertSame(SmallGraph small, ImportedGraph plain, ImportedGraph folded, Tensor x)
    {
        using var first = new GraphExecutor(plain, small.Variables);
        using var second = new GraphExecutor(folded, small.Variables, _none);
        for (var run = 0; run < 2; run++)
        {
            using var a = first.Run([x])[0];
            using var b = second.Run([x])[0];
            Assert.True(a.max().ToDouble() > a.min().ToDouble(), "a result that is the same everywhere shows nothing");
            Assert.True((a - b).abs().max().ToDouble() <= 1e-5, $"{(a - b).abs().max().ToDouble()}");
        }
    }

    private static Tensor Gradient(SmallGraph small, ImportedGraph graph, IReadOnlySet<string>? trained, Tensor x)
    {
        using var executor = new GraphExecutor(graph, small.Variables, trained);
        using var result = executor.Run([x])[0];
        result.square().sum().backward();
        var gradient = small.Variables["a/kernel"].grad!.clone();
        small.Variables["a/kernel"].grad = null;
        return gradient;
    }
}
