using System;
using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Ops;

/// <summary>TensorFlow's own operations: through which a gradient passes, and through which none does. What stands in neither list is no operation of TensorFlow's core.</summary>
internal static class TensorFlowGradients
{
    private static readonly HashSet<string> _differentiable = new(StringComparer.Ordinal)
    {
        "Abs", "Acos", "Acosh", "Add", "AddN", "AddV2", "Angle", "Asin", "Asinh", "Atan", "Atan2", "Atanh", "AvgPool",
        "AvgPool3D", "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3", "BatchToSpace", "BatchToSpaceND", "BesselI0e",
        "BesselI1e", "Betainc", "BiasAdd", "BiasAddV1", "Bitcast", "BlockLSTM", "BlockLSTMV2", "BroadcastTo", "CTCLoss",
        "Case", "Cast", "CheckNumerics", "CheckNumericsV2", "Cholesky", "ClipByValue", "Complex", "ComplexAbs", "Concat",
        "ConcatV2", "Conj", "Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput", "Conv3D", "Conv3DBackpropInputV2", "Cos",
        "Cosh", "CropAndResize", "Cross", "CudnnRNN", "CudnnRNNV2", "CudnnRNNV3", "Cumprod", "Cumsum", "CumulativeLogsumexp",
        "DebugIdentity", "DepthToSpace", "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "Diag", "DiagPart",
        "Digamma", "Dilation2D", "Div", "DivNoNan", "DynamicPartition", "DynamicStitch", "Einsum", "Elu", "EluGrad",
        "EnsureShape", "Enter", "Erf", "Erfc", "Erfinv", "EuclideanNorm", "Exit", "Exp", "ExpandDims", "Expm1",
        "ExtractImagePatches", "FFT", "FFT2D", "FakeQuantWithMinMaxArgs", "FakeQuantWithMinMaxVars",
        "FakeQuantWithMinMaxVarsPerChannel", "Fill", "FloorMod", "FractionalAvgPool", "FractionalMaxPool", "FusedBatchNorm",
        "FusedBatchNormV2", "FusedBatchNormV3", "Gather", "GatherNd", "GatherV2", "HSVToRGB", "IFFT", "IFFT2D", "IRFFT",
        "IRFFT2D", "Identity", "IdentityN", "If", "Igamma", "Igammac", "Imag", "ImageProjectiveTransformV2",
        "ImageProjectiveTransformV3", "Inv", "L2Loss", "LRN", "LSTMBlockCell", "LeakyRelu", "Lgamma", "LinSpace", "Log",
        "Log1p", "LogMatrixDeterminant", "LogSoftmax", "MatMul", "MatrixBandPart", "MatrixDeterminant", "MatrixDiag",
        "MatrixDiagPart", "MatrixDiagPartV2", "MatrixDiagPartV3", "MatrixDiagV2", "MatrixDiagV3", "MatrixInverse",
        "MatrixSetDiag", "MatrixSetDiagV2", "MatrixSetDiagV3", "MatrixSolve", "MatrixTriangularSolve", "Max", "MaxPool",
        "MaxPool3D", "MaxPoolV2", "MaxPoolWithArgmax", "Maximum", "Mean", "Merge", "Min", "Minimum", "MirrorPad", "Mul",
        "MulNoNan", "Ndtri", "Neg", "NextIteration", "Pack", "Pad", "PadV2", "ParallelDynamicStitch", "PartitionedCall",
        "Polygamma", "Pow", "Prod", "Qr", "QuantizeAndDequantize", "QuantizeAndDequantizeV2", "QuantizeAndDequantizeV3",
        "QuantizeAndDequantizeV4", "RFFT", "RFFT2D", "RGBToHSV", "RaggedGather", "RaggedRange", "RaggedTensorFromVariant",
        "RaggedTensorToSparse", "RaggedTensorToTensor", "RaggedTensorToVariant", "ReadVariableOp", "Real", "RealDiv",
        "Reciprocal", "RefEnter", "RefExit", "RefIdentity", "RefMerge", "RefNextIteration", "RefSwitch", "Relu", "Relu6",
        "Reshape", "ResizeArea", "ResizeBicubic", "ResizeBilinear", "ResizeNearestNeighbor", "ResourceGather",
        "ResourceGatherNd", "Reverse", "ReverseSequence", "ReverseV2", "Roll", "Rsqrt", "ScaleAndTranslate", "ScatterNd",
        "ScatterNdNonAliasingAdd", "SegmentMax", "SegmentMean", "SegmentMin", "SegmentProd", "SegmentSum", "Select",
        "SelectV2", "SelfAdjointEigV2", "Selu", "Sigmoid", "Sin", "Sinh", "Slice", "Softmax", "SoftmaxCrossEntropyWithLogits",
        "Softplus", "Softsign", "SpaceToBatch", "SpaceToBatchND", "SpaceToDepth", "SparseAdd", "SparseConcat",
        "SparseDenseCwiseAdd", "SparseDenseCwiseDiv", "SparseDenseCwiseMul", "SparseFillEmptyRows", "SparseMatMul",
        "SparseReduceSum", "SparseReshape", "SparseSegmentMean", "SparseSegmentMeanWithNumSegments", "SparseSegmentSqrtN",
        "SparseSegmentSqrtNWithNumSegments", "SparseSegmentSum", "SparseSegmentSumWithNumSegments", "SparseSlice",
        "SparseSoftmax", "SparseSoftmaxCrossEntropyWithLogits", "SparseTensorDenseMatMul", "SparseToDense", "Split", "SplitV",
        "Sqrt", "Square", "SquaredDifference", "Squeeze", "StatefulPartitionedCall", "StatelessCase", "StatelessIf",
        "StatelessWhile", "StridedSlice", "Sub", "Sum", "Svd", "Switch", "Tan", "Tanh", "TensorArrayConcatV3",
        "TensorArrayGatherV3", "TensorArrayGradV3", "TensorArrayReadV3", "TensorArrayScatterV3", "TensorArraySplitV3",
        "TensorArrayUnstackV3", "TensorArrayV3", "TensorArrayWriteV3", "TensorListConcat", "TensorListConcatV2",
        "TensorListFromTensor", "TensorListGather", "TensorListGetItem", "TensorListPopBack", "TensorListPushBack",
        "TensorListResize", "TensorListScatter", "TensorListScatterIntoExistingList", "TensorListScatterV2",
        "TensorListSetItem", "TensorListSplit", "TensorListStack", "TensorScatterAdd", "TensorScatterMax", "TensorScatterMin",
        "TensorScatterSub", "TensorScatterUpdate", "TensorStridedSliceUpdate", "Tile", "TopK", "TopKV2", "Transpose",
        "TridiagonalMatMul", "TridiagonalSolve", "Unpack", "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd",
        "UnsortedSegmentSum", "Variable", "VariableV2", "While", "Xdivy", "Xlog1py", "Xlogy", "Zeta",
    };

    private static readonly HashSet<string> _notDifferentiable = new(StringComparer.Ordinal)
    {
        "AdjustContrastv2", "AdjustContrastv2Grad", "All", "Any", "ApproximateEqual", "ArgMax", "ArgMin", "AsString", "Assert",
        "Assign", "AssignAdd", "AssignAddVariableOp", "AssignSub", "AssignSubVariableOp", "AssignVariableOp", "AudioSummary",
        "Bincount", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "BoostedTreesPredict", "BroadcastArgs", "BroadcastGradientArgs",
        "Bucketize", "Ceil", "CombinedNonMaxSuppression", "ConcatOffset", "Const", "CropAndResizeGradBoxes",
        "CudnnRNNParamsSize", "DecodeBase64", "DecodeBmp", "DecodeGif", "DecodeImage", "DecodeJpeg", "DecodePng", "DecodeRaw",
        "DecodeWav", "DenseBincount", "Dequantize", "DrawBoundingBoxes", "EditDistance", "EmptyTensorList", "EncodeBase64",
        "EncodeJpeg", "EncodePng", "Equal", "ExtractGlimpse", "Floor", "FloorDiv", "GenerateBoundingBoxProposals", "Greater",
        "GreaterEqual", "HashTable", "HashTableSize", "HashTableV2", "HistogramFixedWidth", "HistogramSummary", "ImageSummary",
        "InTopK", "InTopKV2", "InitializeTableFromTextFileV2", "InvertPermutation", "IsFinite", "IsInf", "IsNan",
        "IsVariableInitialized", "LeftShift", "Less", "LessEqual", "LogicalAnd", "LogicalNot", "LogicalOr", "LookupTableFind",
        "LookupTableFindV2", "LookupTableImportV2", "LookupTableSize", "LookupTableSizeV2", "LoopCond", "LowerBound",
        "MatrixDiagPartV2Align", "MatrixRank", "Mod", "Multinomial", "MutableHashTableV2", "NoOp", "NonMaxSuppression",
        "NonMaxSuppressionV2", "NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5", "NotEqual", "OneHot",
        "OnesLike", "ParseExample", "ParseExampleV2", "ParseSingleExample", "Placeholder", "PlaceholderWithDefault",
        "PopulationCount", "Print", "QuantizeAndDequantizeV4Grad", "QuantizeV2", "QuantizedAvgPool", "QuantizedBiasAdd",
        "QuantizedConv2D", "QuantizedMatMul", "QuantizedMaxPool", "QuantizedRelu", "RaggedBincount", "RandomGamma",
        "RandomPoisson", "RandomPoissonV2", "RandomShuffleQueue", "RandomStandardNormal", "RandomUniform", "RandomUniformInt",
        "Range", "Rank", "ReadFile", "RegexFullMatch", "RegexReplace", "RequantizationRange", "Requantize", "RestoreV2",
        "RightShift", "Rint", "RngReadAndSkip", "Round", "SampleDistortedBoundingBox", "SampleDistortedBoundingBoxV2",
        "SaveV2", "ScalarSummary", "SequenceMask", "Shape", "ShapeN", "Sign", "Size", "StatelessMultinomial",
        "StatelessRandomGetAlg", "StatelessRandomGetKeyCounter", "StatelessRandomNormal", "StatelessRandomNormalV2",
        "StatelessRandomUniform", "StatelessRandomUniformFullInt", "StatelessRandomUniformFullIntV2",
        "StatelessRandomUniformInt", "StatelessRandomUniformIntV2", "StatelessRandomUniformV2", "StatelessTruncatedNormal",
        "StatelessTruncatedNormalV2", "StaticRegexFullMatch", "StaticRegexReplace", "StringFormat", "StringJoin",
        "StringLength", "StringLower", "StringNGrams", "StringSplit", "StringSplitV2", "StringStrip", "StringToHashBucket",
        "StringToHashBucketFast", "StringToHashBucketStrong", "StringToNumber", "StringUpper", "Substr",
        "TensorListElementShape", "TensorListLength", "TensorListReserve", "TruncateDiv", "TruncateMod", "TruncatedNormal",
        "UnicodeDecode", "UnicodeDecodeWithOffsets", "UnicodeEncode", "UnicodeScript", "UnicodeTranscode", "Unique",
        "UniqueV2", "UniqueWithCounts", "UniqueWithCountsV2", "UnravelIndex", "UnsortedSegmentJoin", "UpperBound",
        "VarHandleOp", "VarIsInitializedOp", "VariableShape", "Where", "ZeroTensorList", "ZerosLike",
    };

    /// <summary>The outputs that no gradient passes although others of the same operation do; by number at the top of a graph, by name in functions.</summary>
    private static readonly Dictionary<string, (int Number, string Name)> _values = new(StringComparer.Ordinal)
    {
        ["TopK"] = (0, "values"),
        ["TopKV2"] = (0, "values"),
        ["MaxPoolWithArgmax"] = (0, "output"),
        ["FusedBatchNorm"] = (0, "y"),
        ["FusedBatchNormV2"] = (0, "y"),
        ["FusedBatchNormV3"] = (0, "y"),
    };

    /// <summary>Whether a gradient passes the operation from one of its outputs; null for an operation that is not TensorFlow's.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="output">The output's number among equals.</param>
    /// <param name="name">The output's name; empty where only its number is known.</param>
    public static bool? Passes(string op, int output, string name)
    {
        if (_differentiable.Contains(op))
        {
            return !_values.TryGetValue(op, out var only) || (name.Length > 0 ? name == only.Name : output == only.Number);
        }

        return _notDifferentiable.Contains(op) ? false : null;
    }

    /// <summary>Whether an operation keeps gradients back although it hands the value on.</summary>
    public static bool IsStop(string op) => op is "StopGradient" or "PreventGradient";
}
