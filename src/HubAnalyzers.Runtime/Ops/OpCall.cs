using System;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Computes an operation's outputs; an output that nothing in practice reads may be null.</summary>
internal delegate Tensor?[] Kernel(OpCall call);

/// <summary>One execution of a node: its inputs and attributes, and the reading of small integer tensors (shapes, axes).</summary>
internal readonly struct OpCall
{
    private readonly ImportOptions _options;

    public OpCall(GraphNode node, Tensor[] inputs, ImportOptions options)
    {
        Node = node;
        Inputs = inputs;
        _options = options;
    }

    public GraphNode Node { get; }

    public Tensor[] Inputs { get; }

    public NodeAttributes Attributes => Node.Attributes;

    public Device Device => _options.Device ?? CPU;

    public Tensor this[int index] => Inputs[index];

    /// <summary>torch's type of a TensorFlow type in this run; null for types the engine does not compute with.</summary>
    public static ScalarType? TorchType(DataType type, ImportOptions options) =>
        type == DataType.DtFloat ? options.FloatType : TensorTypes.ToTorch(type);

    /// <summary>torch's type of the type attribute.</summary>
    public ScalarType Type(string attribute, DataType defaultValue) =>
        TorchType(Attributes.Type(attribute, defaultValue), _options)
        ?? throw new NotSupportedException($"elements of type {Attributes.Type(attribute, defaultValue)}");

    /// <summary>The elements of a small integer input.</summary>
    public long[] Ints(int index)
    {
        using var scope = NewDisposeScope();
        return Inputs[index].detach().cpu().to(ScalarType.Int64).contiguous().data<long>().ToArray();
    }

    /// <summary>The only element of a small integer input.</summary>
    public long Int(int index) => Ints(index).Single();

    /// <summary>The only element of a floating-point input.</summary>
    public double Float(int index)
    {
        using var scope = NewDisposeScope();
        return Inputs[index].detach().cpu().to(ScalarType.Float64).ToDouble();
    }

    /// <summary>Two inputs on one device: shapes are computed on the processor, and may meet values of the accelerator.</summary>
    public (Tensor A, Tensor B) Pair()
    {
        var (a, b) = (Inputs[0], Inputs[1]);
        if (a.device_type != b.device_type)
        {
            return a.device_type == DeviceType.CPU ? (a.to(b.device), b) : (a, b.to(a.device));
        }

        return (a, b);
    }

    /// <summary>An axis counted from the front.</summary>
    public static long Axis(long axis, long rank) => axis < 0 ? axis + rank : axis;
}
