using System;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Ops;

/// <summary>
/// The operations that the engine of HubAnalyzers.Runtime carries out, as data, so that facts about a model need no engine. A test of
/// the runtime holds the engine's own table against it.
/// </summary>
internal static class EngineOps
{
    /// <summary>The operations that the engine has a kernel for.</summary>
    public static IReadOnlySet<string> Kernels { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Abs", "Acos", "Add", "AddN", "AddV2", "AdjustContrastv2", "All", "Any", "ArgMax", "ArgMin", "Asin", "Atan", "Atan2",
        "AvgPool", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "BatchToSpaceND", "BiasAdd", "Bitcast", "BroadcastArgs",
        "BroadcastTo", "Cast", "Ceil", "ClipByValue", "ComplexAbs", "Concat", "ConcatV2", "Const", "Conv2D",
        "Conv2DBackpropInput", "Cos", "Cosh", "Cumsum", "DepthToSpace", "DepthwiseConv2dNative", "Div", "DivNoNan", "Einsum",
        "Elu", "EmptyTensorList", "Equal", "Erf", "Erfc", "EuclideanNorm", "Exp", "ExpandDims", "Expm1", "ExtractImagePatches",
        "FakeQuantWithMinMaxVars", "FakeQuantWithMinMaxVarsPerChannel", "Fill", "Floor", "FloorDiv", "FloorMod",
        "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3", "Gather", "GatherNd", "GatherV2", "Greater", "GreaterEqual",
        "If", "ImageProjectiveTransformV2", "ImageProjectiveTransformV3", "Inv", "InvertPermutation", "IsFinite", "IsInf",
        "IsNan", "L2Loss", "LRN", "LeakyRelu", "Less", "LessEqual", "LinSpace", "Log", "Log1p", "LogSoftmax", "LogicalAnd",
        "LogicalNot", "LogicalOr", "MatMul", "MatrixBandPart", "MatrixDiag", "Max", "MaxPool", "Maximum", "Mean", "Min",
        "Minimum", "MirrorPad", "Mod", "Mul", "MulNoNan", "Neg", "NotEqual", "OneHot", "OnesLike", "Pack", "Pad", "PadV2",
        "Pow", "PreventGradient", "Prod", "RFFT", "RandomStandardNormal", "RandomUniform", "RandomUniformInt", "Range", "Rank",
        "RealDiv", "Reciprocal", "Relu", "Relu6", "Reshape", "ResizeBilinear", "ResizeNearestNeighbor", "ResourceGather",
        "ResourceGatherNd", "ReverseV2", "Rint", "RngReadAndSkip", "Roll", "Round", "Rsqrt", "ScatterNd", "SegmentSum",
        "Select", "SelectV2", "Selu", "Shape", "ShapeN", "Sigmoid", "Sign", "Sin", "Sinh", "Size", "Slice", "Softmax",
        "SoftmaxCrossEntropyWithLogits", "Softplus", "Softsign", "SpaceToBatchND", "SpaceToDepth", "SparseSegmentMean",
        "SparseSegmentSqrtN", "SparseSegmentSum", "SparseSoftmaxCrossEntropyWithLogits", "Split", "SplitV", "Sqrt", "Square",
        "SquaredDifference", "Squeeze", "StatelessRandomGetAlg", "StatelessRandomGetKeyCounter", "StatelessRandomNormal",
        "StatelessRandomNormalV2", "StatelessRandomUniform", "StatelessRandomUniformFullInt", "StatelessRandomUniformFullIntV2",
        "StatelessRandomUniformInt", "StatelessRandomUniformIntV2", "StatelessRandomUniformV2", "StatelessTruncatedNormal",
        "StatelessTruncatedNormalV2", "StopGradient", "StridedSlice", "Sub", "Sum", "Tan", "Tanh", "TensorListFromTensor",
        "TensorListGetItem", "TensorListLength", "TensorListPushBack", "TensorListReserve", "TensorListSetItem",
        "TensorListStack", "Tile", "TopKV2", "Transpose", "TruncateDiv", "TruncateMod", "TruncatedNormal", "Unpack",
        "UnsortedSegmentSum", "Where", "While", "Xdivy", "Xlogy", "ZerosLike",
    };

    /// <summary>
    /// What the engine does away with when it takes a graph in: calls are inlined, reads and identities vanish, updates are kept apart,
    /// and the stateless twins of loops and branches become these.
    /// </summary>
    public static IReadOnlySet<string> Imported { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Assert", "AssignAddVariableOp", "AssignSubVariableOp", "AssignVariableOp", "CheckNumerics", "DebugIdentityV2", "EnsureShape",
        "Identity", "IdentityN", "NoOp", "PartitionedCall", "ReadVariableOp", "Snapshot", "StatefulPartitionedCall", "StatelessIf",
        "StatelessWhile",
    };

    public static bool Has(string op) => Kernels.Contains(op) || Imported.Contains(op);
}
