using System;
using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel;

/// <summary>A tensor to write into a bundle.</summary>
public sealed class TensorBundleTensor
{
    internal TensorBundleTensor(string key, DataType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        Type = type;
        Shape = shape;
        Bytes = bytes;
    }

    /// <summary>The checkpoint key.</summary>
    public string Key { get; }

    /// <summary>The shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The value: little-endian, row-major. A string tensor holds its one element's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    internal DataType Type { get; }

    /// <summary>A float32 tensor.</summary>
    /// <param name="key">The checkpoint key.</param>
    /// <param name="shape">The shape; empty for a scalar.</param>
    /// <param name="values">The elements, row-major.</param>
    public static TensorBundleTensor Float32(string key, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        new(key, DataType.DtFloat, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>An int64 scalar, such as a step counter.</summary>
    public static TensorBundleTensor Int64(string key, long value) => new(key, DataType.DtInt64, [], BitConverter.GetBytes(value));

    /// <summary>A scalar string, such as the object graph under <c>_CHECKPOINTABLE_OBJECT_GRAPH</c>.</summary>
    public static TensorBundleTensor String(string key, ReadOnlyMemory<byte> value) => new(key, DataType.DtString, [], value);
}
