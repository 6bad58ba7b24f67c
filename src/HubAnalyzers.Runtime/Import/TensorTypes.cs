using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>TensorFlow's element types as torch's.</summary>
internal static class TensorTypes
{
    /// <summary>torch's type; null for types the engine does not compute with.</summary>
    public static ScalarType? ToTorch(DataType type) => type switch
    {
        DataType.DtDouble => ScalarType.Float64,
        DataType.DtInt64 => ScalarType.Int64,
        DataType.DtFloat => ScalarType.Float32,
        DataType.DtInt32 => ScalarType.Int32,
        DataType.DtHalf => ScalarType.Float16,
        DataType.DtBfloat16 => ScalarType.BFloat16,
        DataType.DtInt16 => ScalarType.Int16,
        DataType.DtInt8 => ScalarType.Int8,
        DataType.DtUint8 => ScalarType.Byte,
        DataType.DtBool => ScalarType.Bool,
        _ => null,
    };

    /// <summary>The bytes of an element.</summary>
    public static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Int16 => 2,
        ScalarType.ComplexFloat64 => 16,
        _ => 1,
    };

    /// <summary>TensorFlow's type; null for types that constants do not have.</summary>
    public static DataType? FromTorch(ScalarType type) => type switch
    {
        ScalarType.Float64 => DataType.DtDouble,
        ScalarType.Int64 => DataType.DtInt64,
        ScalarType.Float32 => DataType.DtFloat,
        ScalarType.Int32 => DataType.DtInt32,
        ScalarType.Float16 => DataType.DtHalf,
        ScalarType.BFloat16 => DataType.DtBfloat16,
        ScalarType.Int16 => DataType.DtInt16,
        ScalarType.Int8 => DataType.DtInt8,
        ScalarType.Byte => DataType.DtUint8,
        ScalarType.Bool => DataType.DtBool,
        _ => null,
    };

    /// <summary>A new tensor on the processor with these little-endian elements.</summary>
    public static Tensor FromBytes(byte[] bytes, ScalarType type, long[] shape)
    {
        var tensor = empty(shape, dtype: type);
        if (bytes.Length > 0)
        {
            tensor.bytes = bytes;
        }

        return tensor;
    }
}
