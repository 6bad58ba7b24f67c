using HubAnalyzers.Runtime.Ops;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>What is known of a value before anything runs.</summary>
/// <param name="Shape">Its shape, open sizes as -1.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Elements">The elements of a few whole numbers, which may be a shape or axes that others are made by; null where they are not known.</param>
internal sealed record KnownValue(long[] Shape, ScalarType Type, long[]? Elements = null)
{
    private const long MostElements = 64;

    /// <summary>What a tensor tells.</summary>
    public static KnownValue Of(Tensor tensor) => new(tensor.shape, tensor.dtype, HasElements(tensor) ? tensor.to(ScalarType.Int64).contiguous().data<long>().ToArray() : null);

    /// <summary>A tensor that tells the same: without memory for elements, where these are not known.</summary>
    public Value AsValue() => new(Elements is null ? zeros(Shape, dtype: Type, device: META) : tensor(Elements).reshape(Shape).to(Type));

    private static bool HasElements(Tensor tensor) =>
        tensor.device_type == DeviceType.CPU && tensor.dtype is ScalarType.Int32 or ScalarType.Int64 && tensor.numel() <= MostElements;
}
