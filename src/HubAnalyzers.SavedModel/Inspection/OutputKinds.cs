using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What the values of an output are, by the operation that gave them their meaning.</summary>
internal static class OutputKinds
{
    private const int MostSteps = 200;

    /// <summary>Walks back from an output over operations that do not change what the values mean, to the one that does.</summary>
    /// <param name="output">The node.</param>
    /// <param name="number">Which of its outputs.</param>
    /// <param name="firstCapture">The trace's first argument that is a variable.</param>
    public static OutputKind Of(FlatNode output, int number, int firstCapture)
    {
        var node = output;
        var hasBias = false;
        var isFlat = false;
        for (var step = 0; step < MostSteps; step++)
        {
            switch (node.Op)
            {
                case "Softmax" or "Sigmoid" when !hasBias:
                    return OutputKind.Probabilities;
                case "LogSoftmax" when !hasBias:
                    return OutputKind.Logits;
                case "RealDiv" when !hasBias && node.Inputs.Count == 2 && node.Inputs[0].Node.Op == "Exp" && node.Inputs[1].Node.Op == "Sum":
                    // A softmax along another axis than the last is written out.
                    return OutputKind.Probabilities;
                case "FakeQuantWithMinMaxVars" or "FakeQuantWithMinMaxVarsPerChannel" or "Identity" or "IdentityN" or "Squeeze" or "Reshape" or "Cast" or "ExpandDims" or "EnsureShape" or "CheckNumerics" or "StopGradient" or "Transpose":
                    isFlat |= node.Op is "Squeeze" or "Reshape";
                    var input = node.Op == "IdentityN" ? number : 0;
                    if (input >= node.Inputs.Count)
                    {
                        return OutputKind.Unknown;
                    }

                    (node, number) = node.Inputs[input];
                    continue;
                case "BiasAdd" or "AddV2" or "Add" when node.Inputs.Count == 2 && IsVariable(node.Inputs[1].Node, firstCapture):
                    (node, number) = node.Inputs[0];
                    hasBias = true;
                    continue;
                case "MatMul" or "BatchMatMulV2" or "Einsum":
                    return OutputKind.Logits;

                // A convolution whose places are folded away is a dense layer by another name.
                case "Conv2D" when hasBias && isFlat:
                    return OutputKind.Logits;
                case "Conv2D" or "DepthwiseConv2dNative" or "Conv2DBackpropInput"
                    or "Mean" or "AvgPool" or "MaxPool" or "Max" or "Sum" or "ConcatV2" or "Pack"
                    or "Relu" or "Relu6" or "LeakyRelu" or "Elu" or "Selu" or "Tanh" or "Softplus" or "Mul" or "Sub" or "AddV2" or "Add"
                    or "FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3"
                    or "ResourceGather" or "GatherV2" or "SparseSegmentMean" or "SparseSegmentSqrtN" or "SparseSegmentSum":
                    return OutputKind.Features;
                default:
                    return OutputKind.Unknown;
            }
        }

        return OutputKind.Unknown;
    }

    private static bool IsVariable(FlatNode node, int firstCapture)
    {
        for (var step = 0; step < MostSteps && node.Op is "ReadVariableOp" or "Identity" or "Cast" && node.Inputs.Count > 0; step++)
        {
            node = node.Inputs[0].Node;
        }

        return node.Op is "Const" or "VarHandleOp" or "VariableV2" or "Variable" || (node.Node is null && node.Argument >= firstCapture);
    }
}
