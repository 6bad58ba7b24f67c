using System.Collections.Generic;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.Graphs;

/// <summary>The layers of the net as nodes of one function, named and wired as Keras does it.</summary>
internal sealed class NetBody(FunctionWriter writer, IReadOnlyDictionary<string, NetVariable> variables, bool training)
{
    private static readonly AttrValue _float = Attr.Type(DataType.DtFloat);

    public string Block(string input, BlockSpec block)
    {
        var edge = input;
        foreach (var conv in block.Convs)
        {
            edge = Normalise(Convolve(edge, conv), conv);
            if (conv.Relu6)
            {
                edge = writer.Add(conv.Name + "_relu/Relu6", "Relu6", "activations", [edge], ("T", _float));
            }
        }

        return block.Residual ? writer.Add(block.Name + "/add/add", "AddV2", "z", [input, edge], ("T", _float)) : edge;
    }

    /// <summary>Global average pooling over height and width.</summary>
    public string MeanOverImage(string input)
    {
        const string Name = "global_average_pooling2d/Mean";
        var axes = writer.Constant(Name + "/reduction_indices", Attr.Integers(1, 2));
        return writer.Add(Name, "Mean", "output", [input, axes], ("T", _float));
    }

    private string Convolve(string input, ConvSpec conv)
    {
        var (node, op) = conv.Depthwise
            ? (conv.Name + "/depthwise", "DepthwiseConv2dNative")
            : (conv.Name + "/Conv2D", "Conv2D");
        var kernel = writer.Read(node + "/ReadVariableOp", Variable(conv.Name, conv.KernelName));
        return writer.Add(node, op, "output", [input, kernel],
            ("T", _float), ("padding", Attr.Text("SAME")), ("strides", Attr.Numbers(1, conv.Stride, conv.Stride, 1)));
    }

    private string Normalise(string input, ConvSpec conv)
    {
        var scope = conv.NormName;
        var node = scope + "/FusedBatchNormV3";
        var mean = Variable(scope, "moving_mean");
        var variance = Variable(scope, "moving_variance");
        var gammaEdge = writer.Read(scope + "/ReadVariableOp", Variable(scope, "gamma"));
        var betaEdge = writer.Read(scope + "/ReadVariableOp_1", Variable(scope, "beta"));
        var meanEdge = writer.Read(node + "/ReadVariableOp", mean);
        var varianceEdge = writer.Read(node + "/ReadVariableOp_1", variance);

        // is_training defaults to true, and TensorFlow leaves default attributes out: so absent means true.
        (string, AttrValue) mode = training
            ? ("exponential_avg_factor", Attr.Number(ShapesMobilenet.AverageFactor))
            : ("is_training", Attr.Flag(false));
        var output = writer.Add(node, "FusedBatchNormV3", "y", [input, gammaEdge, betaEdge, meanEdge, varianceEdge],
            ("T", _float), ("U", _float), ("epsilon", Attr.Number(ShapesMobilenet.Epsilon)), mode);
        if (training)
        {
            writer.Assign(scope + "/AssignNewValue", mean, node + ":batch_mean:0", node + "/ReadVariableOp");
            writer.Assign(scope + "/AssignNewValue_1", variance, node + ":batch_variance:0", node + "/ReadVariableOp_1");
        }

        return output;
    }

    private Captured Variable(string scope, string name) => variables[$"{ShapesMobilenet.Scope}/{scope}/{name}"].Captured;
}
