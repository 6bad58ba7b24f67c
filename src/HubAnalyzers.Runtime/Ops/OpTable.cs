using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>TensorFlow's operations as torch's: simple ones in a line, the others in the files beside this one.</summary>
internal static class OpTable
{
    private static readonly Dictionary<string, Kernel> _kernels = Build();

    /// <summary>The kernel of an operation; null if the engine does not have it.</summary>
    public static Kernel? Find(string op) => _kernels.GetValueOrDefault(op);

    /// <summary>The operations of a graph that the engine does not have, ordinal by name: how often, and where first.</summary>
    public static IReadOnlyList<(string Op, int Count, string FirstNode)> Unsupported(ImportedGraph graph) =>
        [.. graph.Nodes
            .Where(static n => !_kernels.ContainsKey(n.Op))
            .GroupBy(static n => n.Op, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => (g.Key, g.Count(), g.First().Name))];

    /// <summary>Throws if the graph holds operations that the engine does not have; the message names them all.</summary>
    public static void RequireSupported(ImportedGraph graph)
    {
        var missing = Unsupported(graph);
        if (missing.Count > 0)
        {
            var list = string.Join(", ", missing.Select(static m => $"{m.Op} ({m.Count}, first at '{m.FirstNode}')"));
            throw new HubUnsupportedOpException(
                $"{graph.File}: the call '{graph.FunctionName}' uses {missing.Count} operation{(missing.Count == 1 ? "" : "s")} that the engine does not have: {list}; use a part of the model or a variant without them",
                [.. missing.Select(static m => m.Op)]);
        }
    }

    private static Dictionary<string, Kernel> Build()
    {
        var table = new Dictionary<string, Kernel>(StringComparer.Ordinal);

        // The executor holds constants itself.
        Add("Const", static c => throw new InvalidOperationException());
        Add("StopGradient", static c => c[0].detach());
        Add("PreventGradient", static c => c[0].detach());

        Add("Conv2D", ConvolutionOps.Conv2D);
        Add("DepthwiseConv2dNative", ConvolutionOps.DepthwiseConv2D);
        Add("MaxPool", PoolingOps.MaxPool);
        Add("AvgPool", PoolingOps.AvgPool);
        AddMany("FusedBatchNorm", NormalizationOps.FusedBatchNorm);
        AddMany("FusedBatchNormV2", NormalizationOps.FusedBatchNorm);
        AddMany("FusedBatchNormV3", NormalizationOps.FusedBatchNorm);
        Add("BiasAdd", static c => c.Attributes.String("data_format", "NHWC") == "NCHW" ? c[0] + c[1].reshape([-1, .. Enumerable.Repeat(1L, (int)c[0].dim() - 2)]) : c[0] + c[1]);
        Add("MatMul", static c => matmul(
            c.Attributes.Bool("transpose_a", false) ? c[0].transpose(0, 1) : c[0],
            c.Attributes.Bool("transpose_b", false) ? c[1].transpose(0, 1) : c[1]));
        Add("BatchMatMulV2", static c => matmul(
            c.Attributes.Bool("adj_x", false) ? c[0].transpose(-2, -1) : c[0],
            c.Attributes.Bool("adj_y", false) ? c[1].transpose(-2, -1) : c[1]));

        Add("Relu", static c => functional.relu(c[0]));
        Add("Relu6", static c => functional.relu6(c[0]));
        Add("LeakyRelu", static c => functional.leaky_relu(c[0], c.Attributes.Float("alpha", 0.2f)));
        Add("Elu", static c => functional.elu(c[0], 1.0));
        Add("Selu", static c => functional.selu(c[0]));
        Add("Softplus", static c => functional.softplus(c[0]));
        Add("Sigmoid", static c => c[0].sigmoid());
        Add("Tanh", static c => c[0].tanh());
        Add("Erf", static c => c[0].erf());
        Add("Softmax", static c => functional.softmax(c[0], -1));
        Add("LogSoftmax", static c => functional.log_softmax(c[0], -1));

        Binary("Add", Sums.Add);
        Binary("AddV2", Sums.Add);
        Binary("Sub", static (a, b) => a - b);
        Binary("Mul", static (a, b) => a * b);
        Binary("RealDiv", static (a, b) => a / b);
        Binary("Div", static (a, b) => a.is_floating_point() ? a / b : a.div(b, RoundingMode.trunc));
        Binary("DivNoNan", static (a, b) => where(b.eq(0), zeros_like(b), a / where(b.eq(0), ones_like(b), b)));
        Binary("FloorDiv", static (a, b) => a.div(b, RoundingMode.floor));
        Binary("FloorMod", static (a, b) => a.remainder(b));
        Binary("Pow", static (a, b) => a.pow(b));
        Binary("SquaredDifference", static (a, b) => (a - b).square());
        Binary("Maximum", static (a, b) => maximum(a, b));
        Binary("Minimum", static (a, b) => minimum(a, b));
        Binary("Greater", static (a, b) => a.gt(b));
        Binary("GreaterEqual", static (a, b) => a.ge(b));
        Binary("Less", static (a, b) => a.lt(b));
        Binary("LessEqual", static (a, b) => a.le(b));
        Binary("Equal", static (a, b) => a.eq(b));
        Binary("NotEqual", static (a, b) => a.ne(b));
        Binary("LogicalAnd", static (a, b) => a.logical_and(b));
        Binary("LogicalOr", static (a, b) => a.logical_or(b));
        Add("LogicalNot", static c => c[0].logical_not());
        Add("SelectV2", static c => where(c[0].to(c[1].device), c[1], c[2].to(c[1].device)));
        Add("ClipByValue", static c => c[0].maximum(c[1].to(c[0].device)).minimum(c[2].to(c[0].device)));

        Add("AddN", static c => c.Inputs.Skip(1).Aggregate(c[0].alias(), Sums.Add));
        Add("Neg", static c => -c[0]);
        Add("Abs", static c => c[0].abs());
        Add("Sign", static c => c[0].sign());
        Add("Square", static c => c[0].square());
        Add("Sqrt", static c => c[0].sqrt());
        Add("Rsqrt", static c => c[0].rsqrt());
        Add("Reciprocal", static c => c[0].reciprocal());
        Add("Exp", static c => c[0].exp());
        Add("Log", static c => c[0].log());
        Add("Log1p", static c => c[0].log1p());
        Add("Floor", static c => c[0].floor());
        Add("Ceil", static c => c[0].ceil());
        Add("Round", static c => c[0].round());
        Add("Sin", static c => c[0].sin());
        Add("Cos", static c => c[0].cos());
        Add("L2Loss", static c => c[0].square().sum() / 2);

        Add("Sum", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.sum(axes, keep, t.dtype)));
        Add("Mean", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.mean(axes, keep)));
        Add("Max", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.amax(axes, keep)));
        Add("Min", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.amin(axes, keep)));
        Add("Prod", static c => ReductionOps.Reduce(c, ReductionOps.Product));
        Add("ArgMax", static c => c[0].argmax(c.Int(1), false).to(c.Type("output_type", DataType.DtInt64)));

        Add("Cast", static c => c[0].to(c.Type("DstT", DataType.DtInvalid)));
        Add("ZerosLike", static c => zeros_like(c[0]));
        Add("OnesLike", static c => ones_like(c[0]));
        Add("Shape", static c => tensor(c[0].shape).to(c.Type("out_type", DataType.DtInt32)));
        Add("Size", static c => tensor(c[0].numel()).to(c.Type("out_type", DataType.DtInt32)));
        Add("Rank", static c => tensor((int)c[0].dim()));
        Add("Reshape", static c => c[0].reshape(c.Ints(1)));
        Add("ExpandDims", static c => c[0].unsqueeze(c.Int(1)));
        Add("Squeeze", ShapeOps.Squeeze);
        Add("Transpose", static c => c[0].permute(c.Ints(1)));
        Add("BroadcastTo", static c => c[0].broadcast_to(c.Ints(1)));
        Add("Tile", static c => c[0].repeat(c.Ints(1)));
        Add("Fill", static c => c[1].broadcast_to(c.Ints(0)).clone());
        Add("Range", static c => arange(c[0].detach().cpu().to(ScalarType.Float64).ToDouble(), c.Float(1), c.Float(2), dtype: c[0].dtype));
        Add("ConcatV2", static c => ShapeOps.Concat(c.Inputs[..^1], c.Int(c.Inputs.Length - 1)));
        Add("Pack", static c => stack(ShapeOps.OneDevice(c.Inputs), c.Attributes.Int("axis", 0)));
        AddMany("Unpack", static c => c[0].unbind((int)c.Attributes.Int("axis", 0)));
        AddMany("Split", static c => c[1].chunk(c.Attributes.Int("num_split", 1), c.Int(0)));
        AddMany("SplitV", static c => c[0].split(c.Ints(1), c.Int(2)));
        Add("Slice", ShapeOps.Slice);
        Add("StridedSlice", ShapeOps.StridedSlice);
        Add("GatherV2", static c => ShapeOps.Gather(c[0], c[1], c.Int(2)));
        Add("ResourceGather", static c => ShapeOps.Gather(c[0], c[1], 0));
        Add("Pad", static c => ShapeOps.Pad(c, 0));
        Add("PadV2", static c => ShapeOps.Pad(c, c.Float(2)));
        Add("ReverseV2", static c => c[0].flip(c.Ints(1)));
        Add("ResizeBilinear", ResizeOps.Bilinear);
        Add("ResizeNearestNeighbor", ResizeOps.Nearest);

        // Drawn from torch's generator: TensorFlow's seeds name numbers that only TensorFlow draws.
        Add("RandomUniform", static c => rand(c.Ints(0), dtype: c.Type("dtype", DataType.DtFloat), device: c.Device));
        return table;

        void Add(string op, Func<OpCall, Tensor> kernel) => table.Add(op, c => [kernel(c)]);

        void AddMany(string op, Kernel kernel) => table.Add(op, kernel);

        void Binary(string op, Func<Tensor, Tensor, Tensor> kernel) => table.Add(op, c =>
        {
            var (a, b) = c.Pair();
            return [kernel(a, b)];
        });
    }
}
