using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Import;

/// <summary>A constant's elements as little-endian bytes, out of either of the two forms that TensorProto has.</summary>
internal sealed record ConstantTensor(DataType DType, long[] Shape, byte[] Bytes)
{
    /// <summary>No constant is longer: a message of TensorFlow's cannot be.</summary>
    private const long MaxBytes = int.MaxValue / 2;

    private const int MaxRank = 254;

    public static ConstantTensor Decode(TensorProto proto, string file, string node)
    {
        var elementSize = TensorTypes.ToTorch(proto.Dtype) is null ? 0 : DTypes.SizeOf(proto.Dtype);
        if (elementSize == 0)
        {
            throw Damage(file, node, $"has elements of type {DTypes.NameOf(proto.Dtype)}, which the engine does not compute with");
        }

        var shape = proto.TensorShape is null ? [] : proto.TensorShape.Dim.Select(static d => d.Size).ToArray();
        if (shape.Length > MaxRank || proto.TensorShape is { UnknownRank: true } || shape.Any(static d => d < 0))
        {
            throw Damage(file, node, "has no definite shape");
        }

        long count = 1;
        foreach (var d in shape)
        {
            if (d != 0 && count > MaxBytes / d)
            {
                throw Damage(file, node, "is larger than any constant can be");
            }

            count *= d;
        }

        if (count > MaxBytes / elementSize)
        {
            throw Damage(file, node, "is larger than any constant can be");
        }

        if (proto.TensorContent.Length > 0)
        {
            return proto.TensorContent.Length == count * elementSize
                ? new ConstantTensor(proto.Dtype, shape, proto.TensorContent.ToByteArray())
                : throw Damage(file, node, $"has {proto.TensorContent.Length} bytes where its shape needs {count * elementSize}");
        }

        var given = GivenValues(proto);
        if (given.Length / elementSize > count)
        {
            throw Damage(file, node, $"has {given.Length / elementSize} values where its shape needs {count}");
        }

        // TensorFlow leaves repeated last values out; no value at all means zeros.
        var bytes = new byte[count * elementSize];
        given.CopyTo(bytes, 0);
        if (given.Length > 0)
        {
            var last = given.AsSpan(given.Length - elementSize);
            for (var at = given.Length; at < bytes.Length; at += elementSize)
            {
                last.CopyTo(bytes.AsSpan(at));
            }
        }

        return new ConstantTensor(proto.Dtype, shape, bytes);
    }

    private static byte[] GivenValues(TensorProto p) => p.Dtype switch
    {
        DataType.DtFloat => Pack(p.FloatVal, 4, static (s, v) => BinaryPrimitives.WriteSingleLittleEndian(s, v)),
        DataType.DtDouble => Pack(p.DoubleVal, 8, static (s, v) => BinaryPrimitives.WriteDoubleLittleEndian(s, v)),
        DataType.DtInt64 => Pack(p.Int64Val, 8, static (s, v) => BinaryPrimitives.WriteInt64LittleEndian(s, v)),
        DataType.DtInt32 => Pack(p.IntVal, 4, static (s, v) => BinaryPrimitives.WriteInt32LittleEndian(s, v)),
        DataType.DtInt16 => Pack(p.IntVal, 2, static (s, v) => BinaryPrimitives.WriteInt16LittleEndian(s, unchecked((short)v))),
        DataType.DtInt8 or DataType.DtUint8 => Pack(p.IntVal, 1, static (s, v) => s[0] = unchecked((byte)v)),
        DataType.DtBool => Pack(p.BoolVal, 1, static (s, v) => s[0] = v ? (byte)1 : (byte)0),
        DataType.DtHalf or DataType.DtBfloat16 => Pack(p.HalfVal, 2, static (s, v) => BinaryPrimitives.WriteUInt16LittleEndian(s, unchecked((ushort)v))),
        _ => [],
    };

    private delegate void Writer<T>(Span<byte> destination, T value);

    private static byte[] Pack<T>(IReadOnlyList<T> values, int size, Writer<T> write)
    {
        var bytes = new byte[(long)values.Count * size];
        for (var i = 0; i < values.Count; i++)
        {
            write(bytes.AsSpan(i * size, size), values[i]);
        }

        return bytes;
    }

    private static HubModelFormatException Damage(string file, string node, string problem) =>
        new(file, $"constant '{node}' {problem}", "download the model again, or export it anew");
}
