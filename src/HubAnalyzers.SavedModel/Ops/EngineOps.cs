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
        "Abs", "Add", "AddN", "AddV2", "ArgMax", "AvgPool", "BatchMatMulV2", "BiasAdd", "BroadcastTo", "Cast", "Ceil",
        "ClipByValue", "ConcatV2", "Const", "Conv2D", "Cos", "DepthwiseConv2dNative", "Div", "DivNoNan", "Elu", "Equal", "Erf",
        "Exp", "ExpandDims", "Fill", "Floor", "FloorDiv", "FloorMod", "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3",
        "GatherV2", "Greater", "GreaterEqual", "L2Loss", "LeakyRelu", "Less", "LessEqual", "Log", "Log1p", "LogSoftmax",
        "LogicalAnd", "LogicalNot", "LogicalOr", "MatMul", "Max", "MaxPool", "Maximum", "Mean", "Min", "Minimum", "Mul", "Neg",
        "NotEqual", "OnesLike", "Pack", "Pad", "PadV2", "Pow", "PreventGradient", "Prod", "RandomUniform", "Range", "Rank",
        "RealDiv", "Reciprocal", "Relu", "Relu6", "Reshape", "ResizeBilinear", "ResizeNearestNeighbor", "ResourceGather",
        "ReverseV2", "Round", "Rsqrt", "SelectV2", "Selu", "Shape", "Sigmoid", "Sign", "Sin", "Size", "Slice", "Softmax",
        "Softplus", "Split", "SplitV", "Sqrt", "Square", "SquaredDifference", "Squeeze", "StopGradient", "StridedSlice", "Sub",
        "Sum", "Tanh", "Tile", "Transpose", "Unpack", "ZerosLike",
    };

    /// <summary>What the engine does away with when it takes a graph in: calls are inlined, reads and identities vanish, updates are kept apart.</summary>
    public static IReadOnlySet<string> Imported { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Assert", "AssignAddVariableOp", "AssignSubVariableOp", "AssignVariableOp", "CheckNumerics", "EnsureShape", "Identity",
        "IdentityN", "NoOp", "PartitionedCall", "Placeholder", "ReadVariableOp", "StatefulPartitionedCall",
    };

    public static bool Has(string op) => Kernels.Contains(op) || Imported.Contains(op);
}
