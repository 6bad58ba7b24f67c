using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>
/// Sums with a factor that stays alive. TorchSharp's own operators make the factor 1 anew and keep only its
/// handle over the native call, so that the garbage collector can free it while libtorch still reads it.
/// </summary>
internal static class Sums
{
    private static readonly Scalar _one = 1.ToScalar();

    public static Tensor Add(Tensor a, Tensor b) => a.add(b, _one);

    /// <summary>Adds rows to the rows of a table that the index names.</summary>
    public static Tensor AddRows(Tensor table, Tensor index, Tensor rows) => table.index_add(0, index, rows, _one);

    public static Tensor AddInPlace(Tensor a, Tensor b) => a.add_(b, _one);
}
