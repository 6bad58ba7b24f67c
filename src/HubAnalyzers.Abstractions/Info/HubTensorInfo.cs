using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>An input or output of a model.</summary>
public sealed class HubTensorInfo
{
    /// <summary>Creates the information.</summary>
    public HubTensorInfo(string name, string dtype, IReadOnlyList<long>? shape, OutputKind kind = OutputKind.Unknown, HubValueRange? range = null)
    {
        Name = name;
        DType = dtype;
        Shape = shape;
        Kind = kind;
        Range = range;
    }

    /// <summary>The name of the argument or of the output.</summary>
    public string Name { get; }

    /// <summary>The element type in TensorFlow's spelling: <c>float32</c>, <c>int64</c>, <c>string</c>, …</summary>
    public string DType { get; }

    /// <summary>The shape; -1 where a dimension is open, <c>null</c> where even the rank is.</summary>
    public IReadOnlyList<long>? Shape { get; }

    /// <summary>For an output, what it holds; always <see cref="OutputKind.Unknown"/> for an input.</summary>
    public OutputKind Kind { get; }

    /// <summary>For an input, the values that it takes, where the first operations on it say so; else <c>null</c>.</summary>
    public HubValueRange? Range { get; }
}
