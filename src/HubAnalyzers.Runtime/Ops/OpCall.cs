using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Computes an operation's outputs; an output that nothing in practice reads may be empty.</summary>
internal delegate Value[] Kernel(OpCall call);

/// <summary>Runs a body of a loop or a branch.</summary>
internal delegate Value[] Body(Value[] inputs);

/// <summary>One execution of a node: its inputs and attributes, and the reading of small integer tensors (shapes, axes).</summary>
internal readonly struct OpCall
{
    /// <summary>No tensor of a graph's own making (fill, tile, range, resize) is larger: 16 GiB of floats.</summary>
    private const long MostElements = 1L << 32;

    private readonly ImportOptions _options;
    private readonly ICollection<Tensor>? _kept;

    public OpCall(GraphNode node, Value[] inputs, ImportOptions options, IReadOnlyList<Body>? bodies = null, ICollection<Tensor>? kept = null)
    {
        Node = node;
        Values = inputs;
        _options = options;
        Bodies = bodies ?? [];
        _kept = kept;
    }

    public GraphNode Node { get; }

    public Value[] Values { get; }

    public IReadOnlyList<Body> Bodies { get; }

    public NodeAttributes Attributes => Node.Attributes;

    public Device Device => _options.Device ?? CPU;

    public int Count => Values.Length;

    public IEnumerable<Tensor> Tensors
    {
        get
        {
            var self = this;
            return Enumerable.Range(0, Count).Select(i => self[i]);
        }
    }

    public Tensor this[int index] => index < Values.Length
        ? Values[index].Tensor ?? throw new NotSupportedException($"input {index} is a list where a tensor is wanted")
        : throw new ArgumentException($"input {index} is missing");

    /// <summary>torch's type of a TensorFlow type in this run; null for types the engine does not compute with.</summary>
    public static ScalarType? TorchType(DataType type, ImportOptions options) =>
        type == DataType.DtFloat ? options.FloatType : TensorTypes.ToTorch(type);

    /// <summary>An axis counted from the front.</summary>
    public static long Axis(long axis, long rank) => axis < 0 ? axis + rank : axis;

    /// <summary>Whether an exception says that a kernel does not take these inputs.</summary>
    public static bool IsRefusal(Exception e) => e is ExternalException or ArgumentException or IndexOutOfRangeException or NotSupportedException or InvalidOperationException or NotImplementedException;

    /// <summary>Checks a size that the graph's own numbers decide before memory is asked for.</summary>
    public static long[] Sized(long[] shape)
    {
        var count = 1L;
        foreach (var d in shape)
        {
            if (d < 0 || (d > 0 && count > MostElements / d))
            {
                throw new ArgumentException($"a tensor of shape [{string.Join(", ", shape)}]");
            }

            count *= d;
        }

        return shape;
    }

    /// <summary>A handle of a tensor that lives until the whole run ends: what goes into a list outlives the turn of the loop that made it.</summary>
    public Tensor Keep(Tensor tensor)
    {
        var own = tensor.alias();
        if (_kept is not null)
        {
            _kept.Add(own.DetachFromDisposeScope());
        }

        return own;
    }

    public TensorList List(int index) => Values[index].List ?? throw new NotSupportedException($"input {index} is a tensor where a list is wanted");

    /// <summary>torch's type of the type attribute. Seeds are TensorFlow's only wide unsigned numbers in a call; torch has signed ones in their place.</summary>
    public ScalarType Type(string attribute, DataType defaultValue) => Attributes.Type(attribute, defaultValue) switch
    {
        DataType.DtUint64 => ScalarType.Int64,
        DataType.DtUint32 => ScalarType.Int32,
        var type => TorchType(type, _options) ?? throw new NotSupportedException($"elements of type {type}"),
    };

    /// <summary>The elements of a small integer input.</summary>
    public long[] Ints(int index)
    {
        using var scope = NewDisposeScope();
        return this[index].detach().cpu().to(ScalarType.Int64).contiguous().data<long>().ToArray();
    }

    /// <summary>The only element of a small integer input.</summary>
    public long Int(int index) => Ints(index) is [var only] ? only : throw new ArgumentException($"input {index} has {this[index].numel()} elements where one is wanted");

    /// <summary>The only element of a floating-point input.</summary>
    public double Float(int index)
    {
        using var scope = NewDisposeScope();
        return this[index].detach().cpu().to(ScalarType.Float64).ToDouble();
    }

    /// <summary>The only element of a boolean input.</summary>
    public bool Bool(int index)
    {
        using var scope = NewDisposeScope();
        return this[index].detach().cpu().any().ToBoolean();
    }

    /// <summary>Two inputs on one device: shapes are computed on the processor, and may meet values of the accelerator.</summary>
    public (Tensor A, Tensor B) Pair()
    {
        var (a, b) = (this[0], this[1]);
        if (a.device_type != b.device_type)
        {
            return a.device_type == DeviceType.CPU ? (a.to(b.device), b) : (a, b.to(a.device));
        }

        return (a, b);
    }
}
