using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>
/// Arithmetic whose numbers stay alive. TorchSharp turns a number into a native scalar of its own and keeps only
/// the handle over the native call, so that the garbage collector can free it while libtorch still reads it
/// ("Scalar.h INTERNAL ASSERT", or a wrong number). Its <c>add</c> (a factor of 1), <c>square</c> (a power of 2),
/// <c>softplus</c> and <c>arange</c> do it unseen.
/// </summary>
internal static class Arithmetic
{
    private static readonly Scalar _zero = 0.ToScalar();

    public static Scalar One { get; } = 1.ToScalar();

    public static Tensor Add(Tensor a, Tensor b) => a.add(b, One);

    public static Tensor AddInPlace(Tensor a, Tensor b) => a.add_(b, One);

    /// <summary>Adds rows to the rows of a table that the index names.</summary>
    public static Tensor AddRows(Tensor table, Tensor index, Tensor rows) => table.index_add(0, index, rows, One);

    /// <summary>A tensor's one number; waits for the device that computes it.</summary>
    public static double Number(Tensor one) => one.dtype == ScalarType.Float32 ? one.item<float>() : one.to(ScalarType.Float64).item<double>();

    public static Tensor Square(Tensor a) => a * a;

    /// <summary>0, 1, 2, … below a count.</summary>
    public static Tensor Upto(long count, ScalarType type, Device device)
    {
        using var end = count.ToScalar();
        return arange(_zero, end, One, type, device);
    }

    /// <summary>From a number, in steps, up to but without another.</summary>
    public static Tensor Range(double from, double to, double step, ScalarType type)
    {
        using var first = from.ToScalar();
        using var end = to.ToScalar();
        using var by = step.ToScalar();
        return arange(first, end, by, type);
    }
}
