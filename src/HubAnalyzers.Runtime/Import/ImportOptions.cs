using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>How a graph computes.</summary>
internal sealed record ImportOptions
{
    private readonly ScalarType? _weightType;

    /// <summary>What TensorFlow's float32 becomes: Float32, BFloat16, or Float64 to check gradients by finite differences.</summary>
    public ScalarType FloatType { get; init; } = ScalarType.Float32;

    /// <summary>What weights of float32 are kept and trained as; they are computed with as <see cref="FloatType"/>.</summary>
    public ScalarType WeightType
    {
        get => _weightType ?? FloatType;
        init => _weightType = value;
    }

    /// <summary>Whether it computes with smaller numbers than weights are kept in.</summary>
    public bool IsReduced => FloatType != WeightType;

    /// <summary>The same in the numbers that weights are kept in.</summary>
    public ImportOptions Exact() => this with { FloatType = WeightType, WeightType = WeightType };

    /// <summary>Where variables and floating-point values live; null is the processor.</summary>
    public Device? Device { get; init; }

    /// <summary>Whether values share the memory of the mapped checkpoint where they can.</summary>
    public bool MapWeights { get; init; } = true;
}
