using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>TensorFlow's element types as torch's.</summary>
internal static class TensorTypes
{
    /// <summary>Bytes per element; 0 for types the engine does not compute with.</summary>
    public static int SizeOf(DataType type) => type switch
    {
        DataType.DtDouble or DataType.DtInt64 => 8,
        DataType.DtFloat or DataType.DtInt32 => 4,
        DataType.DtHalf or DataType.DtBfloat16 or DataType.DtInt16 => 2,
        DataType.DtInt8 or DataType.DtUint8 or DataType.DtBool => 1,
        _ => 0,
    };

    /// <summary>torch's type; null where <see cref="SizeOf"/> is 0.</summary>
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

    /// <summary>TensorFlow's name of a type: float32, int64, string, ….</summary>
    public static string NameOf(DataType type) => type switch
    {
        DataType.DtFloat => "float32",
        DataType.DtDouble => "float64",
        DataType.DtHalf => "float16",
        _ => type.ToString()[2..].ToLowerInvariant(),
    };
}
