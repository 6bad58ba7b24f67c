using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace HubAnalyzers.Runtime.Ops;

internal static partial class OpTable
{
    private const OpTraits Smooth = OpTraits.Pure | OpTraits.Differentiable;
    private const OpTraits Flat = OpTraits.Pure;
    private const OpTraits Random = OpTraits.None;

    private static SortedDictionary<string, Entry> Build()
    {
        var table = new SortedDictionary<string, Entry>(StringComparer.Ordinal);

        // The executor holds constants itself.
        One("Const", static c => throw new InvalidOperationException(), Flat);
        One("StopGradient", static c => c[0].detach(), Flat);
        One("PreventGradient", static c => c[0].detach(), Flat);

        // Products and convolutions.
        One("Conv2D", ConvolutionOps.Conv2D);
        One("DepthwiseConv2dNative", ConvolutionOps.DepthwiseConv2D);
        One("Conv2DBackpropInput", ConvolutionOps.Transposed);
        One("MatMul", static c => matmul(
            c.Attributes.Bool("transpose_a", false) ? c[0].transpose(0, 1) : c[0],
            c.Attributes.Bool("transpose_b", false) ? c[1].transpose(0, 1) : c[1]));
        foreach (var name in (string[])["BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"])
        {
            One(name, static c => matmul(
                c.Attributes.Bool("adj_x", false) ? c[0].transpose(-2, -1) : c[0],
                c.Attributes.Bool("adj_y", false) ? c[1].transpose(-2, -1) : c[1]));
        }

        One("Einsum", static c => einsum(c.Attributes.String("equation", ""), [.. c.Tensors]));
        One("BiasAdd", static c => Arithmetic.Add(c[0], c.Attributes.String("data_format", "NHWC") == "NCHW" ? c[1].reshape([-1, .. Enumerable.Repeat(1L, (int)c[0].dim() - 2)]) : c[1]));

        // Windows and normalisation.
        One("MaxPool", PoolingOps.MaxPool);
        One("AvgPool", PoolingOps.AvgPool);
        One("ExtractImagePatches", PoolingOps.Patches);
        Many("FusedBatchNorm", NormalizationOps.FusedBatchNorm);
        Many("FusedBatchNormV2", NormalizationOps.FusedBatchNorm);
        Many("FusedBatchNormV3", NormalizationOps.FusedBatchNorm);
        One("LRN", NormalizationOps.LocalResponse);

        // Activations.
        One("Relu", static c => functional.relu(c[0]));
        One("Relu6", static c => functional.relu6(c[0]));
        One("LeakyRelu", static c => functional.leaky_relu(c[0], c.Attributes.Float("alpha", 0.2f)));
        One("Elu", static c => functional.elu(c[0], 1));
        One("Selu", static c => functional.selu(c[0]));
        One("Softplus", static c => -functional.logsigmoid(-c[0]));
        One("Softsign", static c => c[0] / Arithmetic.Add(c[0].abs(), Number(1, c[0])));
        One("Sigmoid", static c => c[0].sigmoid());
        One("Tanh", static c => c[0].tanh());
        One("Softmax", static c => functional.softmax(c[0], -1));
        One("LogSoftmax", static c => functional.log_softmax(c[0], -1));
        Many("SoftmaxCrossEntropyWithLogits", LossOps.SoftmaxCrossEntropy);
        Many("SparseSoftmaxCrossEntropyWithLogits", LossOps.SparseSoftmaxCrossEntropy);

        // Arithmetic on two.
        Binary("Add", Arithmetic.Add);
        Binary("AddV2", Arithmetic.Add);
        Binary("Sub", static (a, b) => a - b);
        Binary("Mul", static (a, b) => a * b);
        Binary("RealDiv", static (a, b) => a / b);
        Binary("Div", static (a, b) => a.is_floating_point() ? a / b : a.div(b, RoundingMode.trunc));
        Binary("DivNoNan", static (a, b) => where(b.eq(Number(0, b)), zeros_like(b), a / where(b.eq(Number(0, b)), ones_like(b), b)));
        Binary("MulNoNan", static (a, b) => where(b.eq(Number(0, b)), zeros_like(b), a * b));
        Binary("Xdivy", static (a, b) => where(a.eq(Number(0, a)), zeros_like(a), a / where(a.eq(Number(0, a)), ones_like(b), b)));
        Binary("Xlogy", static (a, b) => where(a.eq(Number(0, a)), zeros_like(a), a * where(a.eq(Number(0, a)), ones_like(b), b).log()));
        Binary("Pow", static (a, b) => a.pow(b));
        Binary("SquaredDifference", static (a, b) => Arithmetic.Square(a - b));
        Binary("Maximum", static (a, b) => maximum(a, b));
        Binary("Minimum", static (a, b) => minimum(a, b));
        Binary("Atan2", static (a, b) => a.atan2(b));
        Binary("FloorDiv", static (a, b) => a.div(b, RoundingMode.floor), Flat);
        Binary("TruncateDiv", static (a, b) => a.div(b, RoundingMode.trunc), Flat);
        Binary("FloorMod", static (a, b) => a.remainder(b), Flat);
        Binary("Mod", static (a, b) => a.fmod(b), Flat);
        Binary("TruncateMod", static (a, b) => a.fmod(b), Flat);
        One("AddN", static c => c.Tensors.Skip(1).Aggregate(c[0].alias(), Arithmetic.Add));

        // Comparisons and choice.
        Binary("Greater", static (a, b) => a.gt(b), Flat);
        Binary("GreaterEqual", static (a, b) => a.ge(b), Flat);
        Binary("Less", static (a, b) => a.lt(b), Flat);
        Binary("LessEqual", static (a, b) => a.le(b), Flat);
        Binary("Equal", static (a, b) => a.eq(b), Flat);
        Binary("NotEqual", static (a, b) => a.ne(b), Flat);
        Binary("LogicalAnd", static (a, b) => a.logical_and(b), Flat);
        Binary("LogicalOr", static (a, b) => a.logical_or(b), Flat);
        One("LogicalNot", static c => c[0].logical_not(), Flat);
        One("IsNan", static c => c[0].isnan(), Flat);
        One("IsInf", static c => c[0].isinf(), Flat);
        One("IsFinite", static c => c[0].isfinite(), Flat);
        One("SelectV2", static c => where(c[0].to(c[1].device), c[1], c[2].to(c[1].device)));
        One("Select", static c => where(ShapeOps.AsRowsOf(c[0], c[1]).to(c[1].device), c[1], c[2].to(c[1].device)));
        One("ClipByValue", static c => c[0].maximum(c[1].to(c[0].device)).minimum(c[2].to(c[0].device)));

        // Arithmetic on one.
        One("Neg", static c => -c[0]);
        One("Abs", static c => c[0].abs());
        One("Square", static c => Arithmetic.Square(c[0]));
        One("Sqrt", static c => c[0].sqrt());
        One("Rsqrt", static c => c[0].rsqrt());
        One("Reciprocal", static c => c[0].reciprocal());
        One("Inv", static c => c[0].reciprocal());
        One("Exp", static c => c[0].exp());
        One("Expm1", static c => c[0].expm1());
        One("Log", static c => c[0].log());
        One("Log1p", static c => c[0].log1p());
        One("Erf", static c => c[0].erf());
        One("Erfc", static c => c[0].erfc());
        One("Sin", static c => c[0].sin());
        One("Cos", static c => c[0].cos());
        One("Tan", static c => c[0].tan());
        One("Asin", static c => c[0].asin());
        One("Acos", static c => c[0].acos());
        One("Atan", static c => c[0].atan());
        One("Sinh", static c => c[0].sinh());
        One("Cosh", static c => c[0].cosh());
        One("Sign", static c => c[0].sign(), Flat);
        One("Floor", static c => c[0].floor(), Flat);
        One("Ceil", static c => c[0].ceil(), Flat);
        One("Round", static c => c[0].round(), Flat);
        One("Rint", static c => c[0].round(), Flat);

        // Reductions and running sums.
        One("Sum", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.sum(axes, keep, t.dtype)));
        One("Mean", static c => ReductionOps.Reduce(c, ReductionOps.Mean));
        One("Max", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.amax(axes, keep)));
        One("Min", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.amin(axes, keep)));
        One("Prod", static c => ReductionOps.Reduce(c, ReductionOps.Product));
        One("EuclideanNorm", static c => ReductionOps.Reduce(c, static (t, axes, keep) => Arithmetic.Square(t).sum(axes, keep, t.dtype).sqrt()));
        One("All", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.to(ScalarType.Byte).amin(axes, keep).to(ScalarType.Bool)), Flat);
        One("Any", static c => ReductionOps.Reduce(c, static (t, axes, keep) => t.to(ScalarType.Byte).amax(axes, keep).to(ScalarType.Bool)), Flat);
        One("L2Loss", static c => Arithmetic.Square(c[0]).sum() * Number(0.5, c[0]));
        One("Cumsum", ReductionOps.RunningSum);
        One("ArgMax", static c => c[0].argmax(c.Int(1), false).to(c.Type("output_type", DataType.DtInt64)), Flat);
        One("ArgMin", static c => c[0].argmin(c.Int(1), false).to(c.Type("output_type", DataType.DtInt64)), Flat);
        Many("TopKV2", ReductionOps.TopK);
        One("SegmentSum", static c => SegmentOps.Sum(c[0], c[1]));
        One("UnsortedSegmentSum", SegmentOps.Unsorted);
        One("SparseSegmentSum", static c => SegmentOps.Sparse(c, static n => null));
        One("SparseSegmentMean", static c => SegmentOps.Sparse(c, static n => n));
        One("SparseSegmentSqrtN", static c => SegmentOps.Sparse(c, static n => n.sqrt()));

        // Shapes, types and new tensors.
        One("Cast", static c => c[0].to(c.Type("DstT", DataType.DtInvalid)));
        One("Bitcast", ShapeOps.Bitcast, Flat);
        One("Shape", static c => tensor(c[0].shape).to(c.Type("out_type", DataType.DtInt32)), Flat);
        Many("ShapeN", static c => [.. c.Tensors.Select(t => (Value)tensor(t.shape).to(c.Type("out_type", DataType.DtInt32)))], Flat);
        One("Size", static c => tensor(c[0].numel()).to(c.Type("out_type", DataType.DtInt32)), Flat);
        One("Rank", static c => tensor((int)c[0].dim()), Flat);
        One("ZerosLike", static c => zeros_like(c[0]), Flat);
        One("OnesLike", static c => ones_like(c[0]), Flat);
        One("Fill", static c => c[1].broadcast_to(OpCall.Sized(c.Ints(0))).clone());
        One("Range", ShapeOps.Range, Flat);
        One("LinSpace", static c => linspace(c.Float(0), c.Float(1), c.Int(2), dtype: c[0].dtype), Flat);
        One("OneHot", ShapeOps.OneHot, Flat);
        One("Where", static c => c[0].nonzero(), Flat);
        One("BroadcastArgs", static c => tensor(ShapeOps.Broadcast(c.Ints(0), c.Ints(1))).to(c[0].dtype), Flat);
        One("InvertPermutation", static c => c[0].argsort().to(c[0].dtype), Flat);

        // Moving elements.
        One("Reshape", static c => c[0].reshape(c.Ints(1)));
        One("ExpandDims", static c => c[0].unsqueeze(c.Int(1)));
        One("Squeeze", ShapeOps.Squeeze);
        One("Transpose", static c => c[0].permute(c.Ints(1)));
        One("BroadcastTo", static c => c[0].broadcast_to(OpCall.Sized(c.Ints(1))));
        One("Tile", ShapeOps.Tile);
        One("ConcatV2", static c => ShapeOps.Concat([.. c.Tensors.SkipLast(1)], c.Int(c.Count - 1)));
        One("Concat", static c => ShapeOps.Concat([.. c.Tensors.Skip(1)], c.Int(0)));
        One("Pack", static c => stack(ShapeOps.OneDevice([.. c.Tensors]), c.Attributes.Int("axis", 0)));
        Many("Unpack", static c => Each(c[0].unbind((int)c.Attributes.Int("axis", 0))));
        Many("Split", static c => Each(ShapeOps.Split(c[1], c.Attributes.Int("num_split", 1), c.Int(0))));
        Many("SplitV", static c => Each(ShapeOps.Split(c[0], c.Ints(1), c.Int(2))));
        One("Slice", ShapeOps.Slice);
        One("StridedSlice", ShapeOps.StridedSlice);
        One("Gather", static c => ShapeOps.Gather(c[0], c[1], 0));
        One("GatherV2", static c => ShapeOps.Gather(c[0], c[1], c.Int(2), c.Attributes.Int("batch_dims", 0)));
        One("GatherNd", static c => ShapeOps.GatherNd(c[0], c[1]));
        One("ResourceGather", static c => ShapeOps.Gather(c[0], c[1], 0, c.Attributes.Int("batch_dims", 0)));
        One("ResourceGatherNd", static c => ShapeOps.GatherNd(c[0], c[1]));
        One("ScatterNd", ShapeOps.ScatterNd);
        One("Pad", static c => ShapeOps.Pad(c, 0));
        One("PadV2", static c => ShapeOps.Pad(c, c.Float(2)));
        One("MirrorPad", ShapeOps.MirrorPad);
        One("ReverseV2", static c => c[0].flip(c.Ints(1)));
        One("Roll", static c => c[0].roll(c.Ints(1), c.Ints(2)));
        One("MatrixBandPart", ShapeOps.Band);
        One("MatrixDiag", static c => c[0].diag_embed());
        One("SpaceToBatchND", BlockOps.SpaceToBatch);
        One("BatchToSpaceND", BlockOps.BatchToSpace);
        One("SpaceToDepth", BlockOps.SpaceToDepth);
        One("DepthToSpace", BlockOps.DepthToSpace);

        // Images and sound.
        One("ResizeBilinear", ResizeOps.Bilinear);
        One("ResizeNearestNeighbor", ResizeOps.Nearest);
        One("AdjustContrastv2", ImageOps.AdjustContrast);
        One("ImageProjectiveTransformV2", ImageOps.ProjectiveTransform);
        One("ImageProjectiveTransformV3", ImageOps.ProjectiveTransform);
        One("RFFT", static c => fft.rfft(c[0], c.Int(1)));
        One("ComplexAbs", static c => c[0].abs());
        One("FakeQuantWithMinMaxVars", QuantizationOps.FakeQuant);
        One("FakeQuantWithMinMaxVarsPerChannel", QuantizationOps.FakeQuant);

        // Loops, branches and the lists that loops pass on.
        Many("While", LoopOps.While);
        Many("If", static c => c.Bodies[c.Bool(0) ? 0 : 1](c.Values[1..]));
        Many("TensorListReserve", static c => [new Value(null, TensorList.Reserve(c.Int(1)))], Flat);
        Many("EmptyTensorList", static c => [new Value(null, TensorList.Reserve(0))], Flat);
        Many("TensorListFromTensor", LoopOps.FromTensor);
        Many("TensorListSetItem", LoopOps.SetItem);
        Many("TensorListPushBack", LoopOps.PushBack);
        One("TensorListGetItem", LoopOps.GetItem);
        One("TensorListStack", LoopOps.Stack);
        One("TensorListLength", static c => tensor(c.List(0).Count), Flat);

        // Drawn from torch's generator: TensorFlow's seeds name numbers that only TensorFlow draws.
        One("RandomUniform", RandomOps.Uniform, Random);
        One("RandomStandardNormal", RandomOps.Normal, Random);
        One("TruncatedNormal", RandomOps.TruncatedNormal, Random);
        One("RandomUniformInt", static c => RandomOps.Integers(c, 1, 2), Random);
        foreach (var version in (string[])["", "V2"])
        {
            One("StatelessRandomUniform" + version, RandomOps.Uniform, Random);
            One("StatelessRandomNormal" + version, RandomOps.Normal, Random);
            One("StatelessTruncatedNormal" + version, RandomOps.TruncatedNormal, Random);
            One("StatelessRandomUniformInt" + version, static c => RandomOps.Integers(c, c.Count - 2, c.Count - 1), Random);
            One("StatelessRandomUniformFullInt" + version, RandomOps.AnyInteger, Random);
        }

        One("StatelessRandomGetAlg", static c => tensor(1), Random);
        Many("StatelessRandomGetKeyCounter", static c => [zeros([1], ScalarType.Int64), zeros([2], ScalarType.Int64)], Random);
        One("RngReadAndSkip", static c => c[0].detach().clone(), Random);
        return table;

        void One(string op, Func<OpCall, Tensor> kernel, OpTraits traits = Smooth) => Many(op, c => [kernel(c)], traits);

        void Many(string op, Kernel kernel, OpTraits traits = Smooth) => table.Add(op, new Entry(kernel, traits));

        void Binary(string op, Func<Tensor, Tensor, Tensor> kernel, OpTraits traits = Smooth) => One(
            op,
            c =>
            {
                var (a, b) = c.Pair();
                return kernel(a, b);
            },
            traits);
    }

    /// <summary>A number as a tensor, which a scope keeps alive. TorchSharp's scalars can be collected while libtorch still reads them.</summary>
    internal static Tensor Number(double value, Tensor like) => tensor(value, dtype: like.dtype);

    private static Value[] Each(Tensor[] tensors) => [.. tensors.Select(static t => (Value)t)];
}
