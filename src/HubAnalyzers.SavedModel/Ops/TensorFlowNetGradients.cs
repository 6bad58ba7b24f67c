using System;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Ops;

/// <summary>
/// The operations whose gradient TensorFlow.NET has registered (0.150.0, by its attributes RegisterGradient and RegisterNoGradient),
/// and the calls that it looks into. Any other operation on the way of a gradient throws there.
/// </summary>
internal static class TensorFlowNetGradients
{
    private static readonly HashSet<string> _registered = new(StringComparer.Ordinal)
    {
        "Abs", "Acos", "Add", "AddN", "AddV2", "Asin", "Atan", "AvgPool", "BatchMatMul", "BatchNormWithGlobalNormalization",
        "BiasAdd", "BroadcastTo", "Cast", "ConcatV2", "Conv2D", "Conv2DBackpropInput", "Cos", "Cosh", "Cumsum",
        "DepthwiseConv2dNative", "DivNoNan", "Einsum", "Enter", "Exit", "Exp", "ExpandDims", "FusedBatchNorm",
        "FusedBatchNormV2", "FusedBatchNormV3", "GatherNd", "GatherV2", "GreaterEqual", "Identity", "LeakyRelu", "Lgamma",
        "Log", "Log1p", "LoopCond", "MatMul", "Max", "MaxPool", "Maximum", "Mean", "Merge", "Min", "Minimum", "Mul", "Neg",
        "NextIteration", "OnesLike", "Pack", "Pad", "Pow", "ReadVariableOp", "RealDiv", "RefEnter", "RefMerge",
        "RefNextIteration", "Relu", "Reshape", "ResizeNearestNeighbor", "ReverseV2", "Rsqrt", "Select", "Sigmoid", "Sign",
        "Sin", "Sinh", "Slice", "Softmax", "SoftmaxCrossEntropyWithLogits", "Softplus", "SparseSoftmaxCrossEntropyWithLogits",
        "Split", "Sqrt", "Square", "SquaredDifference", "Squeeze", "StopGradient", "StridedSlice", "StridedSliceGrad", "Sub",
        "Sum", "Switch", "Tanh", "Tile", "TopK", "Transpose", "Unpack", "ZerosLike",

        // Looked into, not looked up.
        "PartitionedCall", "StatefulPartitionedCall",
    };

    public static bool Has(string op) => _registered.Contains(op);
}
