using System;
using System.Collections.Generic;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Planning;

/// <summary>The memory of small graphs, worked out by hand: images of 8 by 8 by 4, two at a time, take 2 KiB.</summary>
public sealed class GraphMemoryTests
{
    private const long Image = 2 * 8 * 8 * 4 * sizeof(float);

    [Fact]
    public void Without_gradients_only_what_is_still_needed_is_held()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        small.Output(small.Node("Relu", [small.Node("Relu", [small.Node("Relu", [x])])]));

        var memory = Of(small, keeps: false);

        // The input is the caller's until the end; of the rest, what goes in and what comes out.
        Assert.Equal((3 * Image, 0, Image), (memory.Forward, memory.Kept, memory.Results));
    }

    [Fact]
    public void A_trained_convolution_keeps_its_input_and_a_rectifier_its_result()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        var kernel = small.Random("k", 3, 3, 4, 4);
        var convolved = small.Node("Conv2D", [x, kernel], ("padding", SmallGraph.Text("SAME")), ("strides", SmallGraph.Numbers(1, 1, 1, 1)));
        small.Output(small.Node("Relu", [convolved]));

        var memory = Of(small, keeps: true, "k");

        Assert.Equal(2 * Image, memory.Kept);
        Assert.Equal(3 * Image, memory.Forward);

        // At the convolution: its input, which is kept, the gradient of its result, and a copy of each to work on.
        Assert.Equal(4 * Image, memory.Backward);
    }

    [Fact]
    public void Relu6_keeps_its_input_and_so_the_result_of_the_convolution_before()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        var convolved = small.Node("Conv2D", [x, small.Random("k", 1, 1, 4, 4)], ("strides", SmallGraph.Numbers(1, 1, 1, 1)));
        small.Output(small.Node("Relu6", [convolved]));

        Assert.Equal(2 * Image, Of(small, keeps: true, "k").Kept);
    }

    [Fact]
    public void A_product_keeps_a_factor_only_for_the_gradient_of_the_other()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 4);
        var first = small.Node("MatMul", [x, small.Random("trained", 4, 6)]);
        small.Output(small.Node("MatMul", [first, small.Random("frozen", 6, 2)]));

        // The input is kept for the first kernel; what the second takes is not, since that kernel is frozen.
        Assert.Equal(2 * 4 * sizeof(float), At(small, [2, 4], keeps: true, "trained").Kept);
    }

    [Fact]
    public void Reshaping_makes_no_new_memory()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        small.Output(small.Node("Reshape", [small.Node("Relu", [x]), small.Ints(-1, 256)]));

        Assert.Equal((2 * Image, Image), (Of(small, keeps: false).Forward, Of(small, keeps: false).Results));
    }

    [Fact]
    public void Operations_of_unknown_size_are_named()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        small.Output(small.Node("Relu", [small.Node("Where", [x])]));

        Assert.Equal(["Relu", "Where"], Of(small, keeps: false).Unknown);
    }

    [Fact]
    public void The_operations_of_a_convolution_are_counted_forward_and_for_each_gradient_back()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        small.Output(small.Node("Conv2D", [x, small.Random("k", 3, 3, 4, 4)], ("padding", SmallGraph.Text("SAME")), ("strides", SmallGraph.Numbers(1, 1, 1, 1))));
        var trained = new HashSet<string>(StringComparer.Ordinal) { "k" };

        var (forward, backward) = GraphFlops.Of(small.Graph, trained, Shapes(small, [2, 8, 8, 4]));

        Assert.Equal((2.0 * (2 * 8 * 8 * 4) * (3 * 3 * 4), 2.0 * (2 * 8 * 8 * 4) * (3 * 3 * 4)), (forward, backward));
    }

    /// <summary>Without its sizes, all that follows would count as nothing.</summary>
    [Fact]
    public void Behind_dropout_sizes_are_known()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        var drawn = small.Node("RandomUniform", [small.Node("Shape", [x])], ("dtype", new AttrValue { Type = DataType.DtFloat }));
        var dropped = small.Node("SelectV2", [small.Node("GreaterEqual", [drawn, small.Node("Mul", [drawn, drawn])]), x, small.Node("ZerosLike", [x])]);
        small.Output(small.Node("Relu", [dropped]));

        var memory = Of(small, keeps: false);

        Assert.Empty(memory.Unknown);
        Assert.Equal(Image, memory.Results);
    }

    /// <summary>A frozen part may give a shape that the rest is made by.</summary>
    [Fact]
    public void Whole_numbers_that_are_known_make_shapes()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 8, 8, 4);
        var shape = small.Input("shape", 2);
        small.Output(small.Node("Relu", [small.Node("Reshape", [x, shape])]));

        Assert.Equal([2, 256], Sizes(new KnownValue([2], torch.ScalarType.Int32, [2, 256]))!);
        Assert.Null(Sizes(new KnownValue([2], torch.ScalarType.Int32)));

        long[]? Sizes(KnownValue given) => ShapeInference.At(small.Graph, [new KnownValue([2, 8, 8, 4], torch.ScalarType.Float32), given]).Of(small.Graph.Outputs[0].Value);
    }

    private static GraphMemory Of(SmallGraph small, bool keeps, params string[] trained) => At(small, [2, 8, 8, 4], keeps, trained);

    private static GraphMemory At(SmallGraph small, long[] input, bool keeps, params string[] trained) =>
        GraphMemory.Of(small.Graph, new HashSet<string>(trained, StringComparer.Ordinal), Shapes(small, input), keeps);

    private static ShapeInference Shapes(SmallGraph small, long[] input) => ShapeInference.At(small.Graph, [new KnownValue(input, torch.ScalarType.Float32)]);
}
