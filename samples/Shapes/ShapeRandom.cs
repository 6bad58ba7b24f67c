using System;

namespace HubAnalyzers.Samples.Shapes;

/// <summary>
/// A small random generator (SplitMix64) whose sequence is fixed by its seed. System.Random's is fixed
/// only within one version of .NET, and these images must not change with it.
/// </summary>
public sealed class ShapeRandom
{
    private ulong _state;

    /// <summary>Starts the sequence that belongs to <paramref name="seed"/>.</summary>
    public ShapeRandom(ulong seed) => _state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1).</summary>
    public float Next() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Next(float low, float high) => low + ((high - low) * Next());

    /// <summary>An integer in [0, <paramref name="count"/>).</summary>
    public int NextIndex(int count) => (int)(NextBits() % (ulong)count);

    /// <summary>A number from the normal distribution with mean 0 and deviation 1 (Box-Muller).</summary>
    public float NextNormal()
    {
        var radius = MathF.Sqrt(-2f * MathF.Log(1f - Next()));
        return radius * MathF.Cos(2f * MathF.PI * Next());
    }
}
