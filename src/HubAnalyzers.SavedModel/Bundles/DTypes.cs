using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>TensorFlow's element types: their names in Python's spelling and their sizes.</summary>
internal static class DTypes
{
    private const int ReferenceOffset = 100;

    private static readonly Dictionary<DataType, (string Name, int Size)> _known = new()
    {
        [DataType.DtFloat] = ("float32", 4),
        [DataType.DtDouble] = ("float64", 8),
        [DataType.DtInt32] = ("int32", 4),
        [DataType.DtUint8] = ("uint8", 1),
        [DataType.DtInt16] = ("int16", 2),
        [DataType.DtInt8] = ("int8", 1),
        [DataType.DtString] = ("string", 0),
        [DataType.DtComplex64] = ("complex64", 8),
        [DataType.DtInt64] = ("int64", 8),
        [DataType.DtBool] = ("bool", 1),
        [DataType.DtQint8] = ("qint8", 1),
        [DataType.DtQuint8] = ("quint8", 1),
        [DataType.DtQint32] = ("qint32", 4),
        [DataType.DtBfloat16] = ("bfloat16", 2),
        [DataType.DtQint16] = ("qint16", 2),
        [DataType.DtQuint16] = ("quint16", 2),
        [DataType.DtUint16] = ("uint16", 2),
        [DataType.DtComplex128] = ("complex128", 16),
        [DataType.DtHalf] = ("float16", 2),
        [DataType.DtResource] = ("resource", 0),
        [DataType.DtVariant] = ("variant", 0),
        [DataType.DtUint32] = ("uint32", 4),
        [DataType.DtUint64] = ("uint64", 8),
    };

    /// <summary>The name; the number where TensorFlow has a type that this version does not know.</summary>
    public static string NameOf(DataType type) => _known.TryGetValue(Value(type), out var known) ? known.Name : $"dtype{(int)type}";

    /// <summary>Bytes per element; 0 for string, resource, variant and unknown types.</summary>
    public static int SizeOf(DataType type) => _known.TryGetValue(Value(type), out var known) ? known.Size : 0;

    /// <summary>Whether gradients can flow through values of this type.</summary>
    public static bool IsFloating(DataType type) => Value(type) is DataType.DtFloat or DataType.DtDouble or DataType.DtHalf or DataType.DtBfloat16;

    /// <summary>Whether values of this type are what quantisation leaves of weights.</summary>
    public static bool IsQuantised(DataType type) => Value(type) is
        DataType.DtInt8 or DataType.DtUint8 or DataType.DtQint8 or DataType.DtQuint8 or DataType.DtQint16 or DataType.DtQuint16 or DataType.DtQint32;

    /// <summary>The value type of a TF1 reference type.</summary>
    public static DataType Value(DataType type) => (int)type > ReferenceOffset ? (DataType)((int)type - ReferenceOffset) : type;
}
