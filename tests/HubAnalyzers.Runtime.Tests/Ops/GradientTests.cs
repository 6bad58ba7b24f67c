using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static HubAnalyzers.Runtime.Tests.Ops.OpRunner;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>The gradient of every operation that has one, against what moving each element by a little does, in double precision.</summary>
public sealed class GradientTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 1e-5;

    // Loops are differentiated as a whole; rounding to a grid has a gradient that no difference shows. Both have tests of their own.
    private static readonly HashSet<string> _elsewhere =
    [
        "While", "If", "TensorListFromTensor", "TensorListGetItem", "TensorListPushBack", "TensorListSetItem", "TensorListStack",
        "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel",
    ];

    private static readonly Sample[] _samples = [.. Samples()];

    public static IEnumerable<object[]> Numbers() => Enumerable.Range(0, _samples.Length).Select(static i => new object[] { _samples[i].Op, i });

    [Fact]
    public void Every_differentiable_operation_of_the_table_has_a_sample()
    {
        var differentiable = OpTable.Names.Where(static op => OpTable.Traits(op).HasFlag(OpTraits.Differentiable));

        Assert.Equal(differentiable.Order(StringComparer.Ordinal), _samples.Select(static s => s.Op).Concat(_elsewhere).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_gradient_is_what_finite_differences_measure(string op, int number)
    {
        var sample = _samples[number];
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)number);
        var draw = new Draw(generator);
        var inputs = sample.Inputs(draw);
        var node = new GraphNode("n", op, [], new NodeAttributes(sample.Attributes.ToDictionary(static a => a.Name, static a => a.Value)));
        var weights = new Dictionary<int, Tensor>();

        foreach (var at in Enumerable.Range(0, inputs.Length).Where(i => inputs[i].is_floating_point() && !sample.Fixed.Contains(i)))
        {
            var leaf = inputs[at].detach().clone().requires_grad_();
            Loss([.. inputs.Select((t, i) => i == at ? leaf : t)]).backward();
            var computed = leaf.grad!.reshape(-1).data<double>().ToArray();
            Assert.Contains(computed, static g => Math.Abs(g) > 1e-9);

            using var noGrad = no_grad();
            for (var element = 0; element < computed.Length; element++)
            {
                var measured = (Moved(at, element, Step) - Moved(at, element, -Step)) / (2 * Step);
                Assert.True(Math.Abs(measured - computed[element]) <= Tolerance * Math.Max(1, Math.Abs(measured)), $"{op}, input {at}, element {element}: {measured} measured, {computed[element]} computed");
            }
        }

        double Moved(int input, int element, double step)
        {
            using var inner = NewDisposeScope();
            var moved = inputs[input].detach().clone();
            moved.view(-1)[element] = moved.view(-1)[element] + tensor(step, dtype: ScalarType.Float64);
            return Loss([.. inputs.Select((t, i) => i == input ? moved : t)]).ToDouble();
        }

        // Each element of each result counts by another amount, so that no two errors cancel.
        Tensor Loss(Tensor[] given)
        {
            var results = OpTable.Find(op)!(new OpCall(node, [.. sample.Prepare(given).Select(static t => (Value)t)], new ImportOptions { FloatType = ScalarType.Float64 }));
            var loss = zeros([], ScalarType.Float64);
            foreach (var (result, i) in results.Take(sample.Outputs).Select(static (v, i) => (v.Tensor!, i)))
            {
                var real = is_complex(result) ? view_as_real(result) : result;
                if (!weights.TryGetValue(i, out var weight))
                {
                    weights[i] = weight = draw.Between(0.5, 1.5, real.shape);
                }

                loss = loss + (real * weight).sum();
            }

            return loss;
        }
    }

    [Fact]
    public void Fake_quantisation_lets_gradients_through_within_the_range_and_to_the_bounds_outside()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { -2, 0.3f, 0.7f, 9 }).requires_grad_();
        var (min, max) = (tensor(0f).requires_grad_(), tensor(1f).requires_grad_());

        Run("FakeQuantWithMinMaxVars", [x, min, max], ("num_bits", Attr(2L))).sum().backward();

        Assert.Equal([0f, 1f, 1f, 0f], Values(x.grad!));
        Assert.Equal((1f, 1f), (min.grad!.ToSingle(), max.grad!.ToSingle()));
    }

    private static IEnumerable<Sample> Samples()
    {
        foreach (var op in (string[])["Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Softplus", "Softsign", "Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Neg", "Abs", "Square", "Exp", "Expm1", "Erf", "Erfc", "Sin", "Cos", "Atan", "Sinh", "Cosh", "L2Loss"])
        {
            yield return new Sample(op, static draw => [draw.Signed(2, 3)]);
        }

        foreach (var op in (string[])["Sqrt", "Rsqrt", "Reciprocal", "Inv", "Log", "Log1p", "Tan", "Asin", "Acos"])
        {
            yield return new Sample(op, static draw => [draw.Between(0.2, 0.8, 2, 3)]);
        }

        // The second is broadcast.
        foreach (var op in (string[])["Add", "AddV2", "Sub", "Mul", "RealDiv", "Div", "DivNoNan", "MulNoNan", "Xdivy", "Xlogy", "SquaredDifference", "Atan2"])
        {
            yield return new Sample(op, static draw => [draw.Between(0.2, 0.8, 2, 3), draw.Between(1, 2, 3)]);
        }

        yield return new Sample("Pow", static draw => [draw.Between(0.5, 2, 2, 3), draw.Between(1, 3, 3)]);
        yield return new Sample("Maximum", static draw => [draw.Signed(2, 3), tensor(new double[] { -0.5, 0.2, 0.4 })]);
        yield return new Sample("Minimum", static draw => [draw.Signed(2, 3), tensor(new double[] { -0.5, 0.2, 0.4 })]);
        yield return new Sample("AddN", static draw => [draw.Signed(2), draw.Signed(2), draw.Signed(2)]);
        yield return new Sample("SelectV2", static draw => [tensor(new[] { true, false }), draw.Signed(2), draw.Signed(2)]);
        yield return new Sample("Select", static draw => [tensor(new[] { true, false }), draw.Signed(2, 3), draw.Signed(2, 3)]);
        yield return new Sample("ClipByValue", static _ => [tensor(new double[] { -2, 0.3, 5 }), tensor(-1.0), tensor(1.0)]);
        yield return new Sample("Cast", static draw => [draw.Signed(3)], ("DstT", Attr(DataType.DtDouble)));

        yield return new Sample("MatMul", static draw => [draw.Signed(3, 2), draw.Signed(4, 3)], ("transpose_a", Attr(true)), ("transpose_b", Attr(true)));
        foreach (var op in (string[])["BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"])
        {
            yield return new Sample(op, static draw => [draw.Signed(2, 2, 3), draw.Signed(2, 4, 3)], ("adj_y", Attr(true)));
        }

        yield return new Sample("Einsum", static draw => [draw.Signed(2, 3), draw.Signed(3, 2)], ("equation", Attr("ij,jk->ik")));
        yield return new Sample("BiasAdd", static draw => [draw.Signed(1, 2, 2, 3), draw.Signed(3)]);
        yield return new Sample("Conv2D", static draw => [draw.Signed(1, 4, 5, 2), draw.Signed(3, 2, 2, 2)], ("padding", Attr("SAME")), ("strides", Attr(1, 2, 2, 1)));
        yield return new Sample("Conv2D", static draw => [draw.Signed(1, 5, 5, 4), draw.Signed(2, 2, 2, 4)], ("padding", Attr("VALID")), ("dilations", Attr(1, 2, 2, 1)));
        yield return new Sample("DepthwiseConv2dNative", static draw => [draw.Signed(1, 4, 4, 2), draw.Signed(3, 3, 2, 2)], ("padding", Attr("SAME")), ("strides", Attr(1, 2, 2, 1)));
        yield return new Sample("Conv2DBackpropInput", static draw => [Ints(1, 4, 4, 2), draw.Signed(3, 3, 2, 3), draw.Signed(1, 2, 2, 3)], ("padding", Attr("SAME")), ("strides", Attr(1, 2, 2, 1)));
        yield return new Sample("MaxPool", static draw => [draw.Signed(1, 4, 4, 2)], ("padding", Attr("SAME")), ("strides", Attr(1, 2, 2, 1)), ("ksize", Attr(1, 3, 3, 1)));
        yield return new Sample("AvgPool", static draw => [draw.Signed(1, 3, 3, 2)], ("padding", Attr("SAME")), ("strides", Attr(1, 2, 2, 1)), ("ksize", Attr(1, 2, 2, 1)));
        yield return new Sample("ExtractImagePatches", static draw => [draw.Signed(1, 3, 3, 2)], ("padding", Attr("VALID")), ("strides", Attr(1, 1, 1, 1)), ("rates", Attr(1, 1, 1, 1)), ("ksizes", Attr(1, 2, 2, 1)));
        foreach (var op in (string[])["FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"])
        {
            yield return new Sample(op, static draw => [draw.Signed(3, 2, 1, 2), draw.Signed(2), draw.Signed(2), draw.Signed(2), draw.Between(0.5, 2, 2)], ("is_training", Attr(false))) { Fixed = [3, 4], Outputs = 1 };
            yield return new Sample(op, static draw => [draw.Signed(3, 2, 1, 2), draw.Signed(2), draw.Signed(2), empty([0], ScalarType.Float64), empty([0], ScalarType.Float64)]) { Fixed = [3, 4], Outputs = 1 };
        }

        yield return new Sample("LRN", static draw => [draw.Signed(1, 1, 1, 5)], ("depth_radius", Attr(1L)));
        yield return new Sample("SoftmaxCrossEntropyWithLogits", static draw => [draw.Signed(2, 3), draw.Between(0, 1, 2, 3)]) { Outputs = 1 };
        yield return new Sample("SparseSoftmaxCrossEntropyWithLogits", static draw => [draw.Signed(2, 3), Ints(2, 0)]) { Outputs = 1 };

        foreach (var op in (string[])["Sum", "Mean", "Max", "Min", "Prod", "EuclideanNorm"])
        {
            yield return new Sample(op, static draw => [draw.Signed(2, 3, 2), Ints(0, -1)]);
        }

        yield return new Sample("Cumsum", static draw => [draw.Signed(2, 3), tensor(1)], ("exclusive", Attr(true)), ("reverse", Attr(true)));
        yield return new Sample("TopKV2", static draw => [draw.Signed(2, 4), tensor(2)]) { Outputs = 1 };
        yield return new Sample("SegmentSum", static draw => [draw.Signed(3, 2), Ints(0, 0, 1)]);
        yield return new Sample("UnsortedSegmentSum", static draw => [draw.Signed(3, 2), Ints(2, 0, 2), tensor(3)]);
        foreach (var op in (string[])["SparseSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN"])
        {
            yield return new Sample(op, static draw => [draw.Signed(4, 2), Ints(3, 0, 0), Ints(0, 0, 1)]);
        }

        yield return new Sample("Fill", static _ => [Ints(2, 2), tensor(0.5)]);
        yield return new Sample("Reshape", static draw => [draw.Signed(2, 3), Ints(3, -1)]);
        yield return new Sample("ExpandDims", static draw => [draw.Signed(2, 3), tensor(1)]);
        yield return new Sample("Squeeze", static draw => [draw.Signed(2, 1, 3)]);
        yield return new Sample("Transpose", static draw => [draw.Signed(2, 3), Ints(1, 0)]);
        yield return new Sample("BroadcastTo", static draw => [draw.Signed(1, 3), Ints(2, 3)]);
        yield return new Sample("Tile", static draw => [draw.Signed(2, 3), Ints(2, 1)]);
        yield return new Sample("ConcatV2", static draw => [draw.Signed(2, 1), draw.Signed(2, 2), tensor(1)]);
        yield return new Sample("Concat", static draw => [tensor(1), draw.Signed(2, 1), draw.Signed(2, 2)]);
        yield return new Sample("Pack", static draw => [draw.Signed(2), draw.Signed(2)], ("axis", Attr(1L)));
        yield return new Sample("Unpack", static draw => [draw.Signed(2, 3)], ("axis", Attr(1L)));
        yield return new Sample("Split", static draw => [tensor(1), draw.Signed(2, 4)], ("num_split", Attr(2L)));
        yield return new Sample("SplitV", static draw => [draw.Signed(2, 4), Ints(1, -1), tensor(1)]);
        yield return new Sample("Slice", static draw => [draw.Signed(3, 3), Ints(1, 0), Ints(-1, 2)]);
        yield return new Sample("StridedSlice", static draw => [draw.Signed(4, 3), Ints(3, 0), Ints(0, 1), Ints(-2, 1)], ("shrink_axis_mask", Attr(2L)));
        yield return new Sample("Gather", static draw => [draw.Signed(3, 2), Ints(2, 0, 2)]);
        yield return new Sample("GatherV2", static draw => [draw.Signed(2, 3, 2), tensor(new[,] { { 2, 0 }, { 1, 1 } }), tensor(1)], ("batch_dims", Attr(1L)));
        yield return new Sample("ResourceGather", static draw => [draw.Signed(3, 2), Ints(2, 0, 2)]);
        yield return new Sample("GatherNd", static draw => [draw.Signed(2, 3), tensor(new[,] { { 1, 2 }, { 0, 0 } })]);
        yield return new Sample("ResourceGatherNd", static draw => [draw.Signed(2, 3), tensor(new[,] { { 1 }, { 0 } })]);
        yield return new Sample("ScatterNd", static draw => [tensor(new[,] { { 3 }, { 0 }, { 3 } }), draw.Signed(3, 2), Ints(4, 2)]);
        yield return new Sample("Pad", static draw => [draw.Signed(2, 2), tensor(new[,] { { 1, 0 }, { 0, 2 } })]);
        yield return new Sample("PadV2", static draw => [draw.Signed(2, 2), tensor(new[,] { { 1, 0 }, { 0, 2 } }), tensor(7f)]) { Fixed = [2] };
        yield return new Sample("MirrorPad", static draw => [draw.Signed(3, 3), tensor(new[,] { { 1, 2 }, { 0, 1 } })], ("mode", Attr("REFLECT")));
        yield return new Sample("MirrorPad", static draw => [draw.Signed(3, 3), tensor(new[,] { { 1, 2 }, { 0, 3 } })], ("mode", Attr("SYMMETRIC")));
        yield return new Sample("ReverseV2", static draw => [draw.Signed(2, 3), Ints(1)]);
        yield return new Sample("Roll", static draw => [draw.Signed(2, 3), Ints(1), Ints(1)]);
        yield return new Sample("MatrixBandPart", static draw => [draw.Signed(3, 3), tensor(1), tensor(0)]);
        yield return new Sample("MatrixDiag", static draw => [draw.Signed(3)]);
        yield return new Sample("SpaceToBatchND", static draw => [draw.Signed(1, 3, 4, 1), Ints(2, 2), tensor(new[,] { { 1, 0 }, { 0, 0 } })]);
        yield return new Sample("BatchToSpaceND", static draw => [draw.Signed(4, 2, 2, 1), Ints(2, 2), tensor(new[,] { { 1, 0 }, { 0, 0 } })]);
        yield return new Sample("SpaceToDepth", static draw => [draw.Signed(1, 2, 4, 1)], ("block_size", Attr(2L)));
        yield return new Sample("DepthToSpace", static draw => [draw.Signed(1, 1, 2, 4)], ("block_size", Attr(2L)));
        yield return new Sample("ResizeBilinear", static draw => [draw.Signed(1, 2, 3, 1), Ints(4, 4)], ("half_pixel_centers", Attr(true)));
        yield return new Sample("ResizeNearestNeighbor", static draw => [draw.Signed(1, 2, 3, 1), Ints(4, 4)], ("align_corners", Attr(true)));
        yield return new Sample("AdjustContrastv2", static draw => [draw.Signed(1, 2, 2, 2), tensor(1.5)]);
        foreach (var op in (string[])["ImageProjectiveTransformV2", "ImageProjectiveTransformV3"])
        {
            yield return new Sample(op, static draw => [draw.Signed(1, 3, 3, 1), tensor(new double[,] { { 0.9, 0.1, 0.2, -0.1, 0.8, 0.3, 0, 0 } }), Ints(3, 3)], ("interpolation", Attr("BILINEAR")), ("fill_mode", Attr("REFLECT"))) { Fixed = [1] };
        }

        yield return new Sample("RFFT", static draw => [draw.Signed(2, 4), Ints(4)]);
        yield return new Sample("ComplexAbs", static draw => [draw.Signed(3, 2)]) { Prepare = static inputs => [view_as_complex(inputs[0])] };
    }

    private static AttrValue Attr(DataType type) => new() { Type = type };

    private static AttrValue Attr(string value) => OpRunner.Attr(value);

    private static AttrValue Attr(bool value) => OpRunner.Attr(value);

    private static AttrValue Attr(long value) => OpRunner.Attr(value);

    private static AttrValue Attr(params long[] values) => OpRunner.Attr(values);

    /// <summary>Random inputs of one sample: from a generator of its own, since tests that run at the same time draw from torch's.</summary>
    private sealed class Draw(Generator generator)
    {
        /// <summary>Numbers on both sides of nought and none of them near it, nor near another.</summary>
        public Tensor Signed(params long[] shape)
        {
            var count = shape.Aggregate(1L, static (a, b) => a * b);
            return (((randperm(count, dtype: ScalarType.Float64, generator: generator) + 0.3) / count * 2) - 1).reshape(shape);
        }

        public Tensor Between(double low, double high, params long[] shape) => (rand(shape, dtype: ScalarType.Float64, generator: generator) * (high - low)) + low;
    }

    private sealed record Sample(string Op, Func<Draw, Tensor[]> Inputs, params (string Name, AttrValue Value)[] Attributes)
    {
        /// <summary>Inputs that have no gradient though they are no whole numbers.</summary>
        public int[] Fixed { get; init; } = [];

        /// <summary>How many of the outputs gradients flow from.</summary>
        public int Outputs { get; init; } = int.MaxValue;

        public Func<Tensor[], Tensor[]> Prepare { get; init; } = static inputs => inputs;
    }
}
