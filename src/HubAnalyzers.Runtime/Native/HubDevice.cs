using System;
using System.Globalization;

namespace HubAnalyzers.Runtime;

/// <summary>Where a model computes. Compared by value; its text is <c>auto</c>, <c>cpu</c> or <c>cuda:0</c>.</summary>
public sealed record HubDevice
{
    private readonly string _text;

    private HubDevice(string text, int? cudaIndex = null)
    {
        _text = text;
        CudaIndex = cudaIndex;
    }

    /// <summary>The first CUDA device where libtorch finds one, else the processor.</summary>
    public static HubDevice Auto { get; } = new("auto");

    /// <summary>The processor.</summary>
    public static HubDevice Cpu { get; } = new("cpu");

    /// <summary>The number of the CUDA device; null for the others.</summary>
    public int? CudaIndex { get; }

    /// <summary>A CUDA device.</summary>
    /// <param name="index">Its number as CUDA counts, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static HubDevice Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new("cuda:" + index.ToString(CultureInfo.InvariantCulture), index);
    }

    /// <summary>Reads <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>, in any case of letters.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static HubDevice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lower = text.Trim().ToLowerInvariant();
        return lower switch
        {
            "auto" => Auto,
            "cpu" => Cpu,
            "cuda" => Cuda(),
            _ when lower.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(lower.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index) => Cuda(index),
            _ => throw new FormatException($"'{text}' is no device; use auto, cpu, cuda or cuda:N."),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => _text;
}
