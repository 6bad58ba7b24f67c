using HubAnalyzers.SavedModel.Wire;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Random numbers of TensorFlow's distributions. The first input is the shape.</summary>
internal static class RandomOps
{
    private const double Widest = 2;

    public static Tensor Uniform(OpCall c) => rand(OpCall.Sized(c.Ints(0)), dtype: c.Type("dtype", DataType.DtFloat), device: c.Device);

    public static Tensor Normal(OpCall c) => randn(OpCall.Sized(c.Ints(0)), dtype: c.Type("dtype", DataType.DtFloat), device: c.Device);

    /// <summary>Normal numbers, those beyond two deviations left out: by the inverse of the distribution on the middle part.</summary>
    public static Tensor TruncatedNormal(OpCall c)
    {
        var uniform = Uniform(c);
        var edge = OpTable.Number(Widest / System.Math.Sqrt(2), uniform).erf();
        var middle = (Arithmetic.Add(uniform, uniform) - ones_like(uniform)) * edge;
        return middle.erfinv() * OpTable.Number(System.Math.Sqrt(2), uniform);
    }

    public static Tensor Integers(OpCall c, int low, int high) => randint(c.Int(low), c.Int(high), OpCall.Sized(c.Ints(0)), c[low].dtype, CPU);

    public static Tensor AnyInteger(OpCall c) => randint(int.MinValue, int.MaxValue, OpCall.Sized(c.Ints(0)), c.Attributes.Type("dtype", DataType.DtUint64) is DataType.DtInt32 or DataType.DtUint32 ? ScalarType.Int32 : ScalarType.Int64, CPU);
}
