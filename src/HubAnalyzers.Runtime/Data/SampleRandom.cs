using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HubAnalyzers.Runtime;

/// <summary>
/// The random numbers of one example in one epoch. They depend on the run's seed, the epoch and the example's name alone: not on who
/// reads it, when, or what other examples there are.
/// </summary>
internal sealed class SampleRandom
{
    private readonly SplitMix _bits;

    public SampleRandom(in ExamplePass pass, string name, string purpose)
    {
        var text = Encoding.UTF8.GetBytes(purpose + "\n" + name);
        var bytes = new byte[sizeof(ulong) + sizeof(int) + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, pass.Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(ulong)), pass.Epoch);
        text.CopyTo(bytes, sizeof(ulong) + sizeof(int));
        _bits = new SplitMix(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(bytes)));
    }

    /// <summary>From 0 to below 1.</summary>
    public double Next() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>From the beta distribution with both parameters <paramref name="alpha"/>: near 0 and 1 where it is small, near a half where it is large.</summary>
    public double Beta(double alpha)
    {
        var x = Gamma(alpha);
        var y = Gamma(alpha);
        return x + y > 0 ? x / (x + y) : Math.Round(Next());
    }

    /// <summary>Marsaglia and Tsang, 2000; below 1 by the boost that they give.</summary>
    private double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(1 - Next(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (Math.Log(1 - Next()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
}
