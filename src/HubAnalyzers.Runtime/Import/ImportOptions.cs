using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Import;

/// <summary>How a graph computes.</summary>
internal sealed record ImportOptions
{
    /// <summary>What TensorFlow's float32 becomes: Float32, or Float64 to check gradients by finite differences.</summary>
    public ScalarType FloatType { get; init; } = ScalarType.Float32;

    /// <summary>Where variables and floating-point values live; null is the processor.</summary>
    public Device? Device { get; init; }

    /// <summary>Whether values share the memory of the mapped checkpoint where they can.</summary>
    public bool MapWeights { get; init; } = true;
}
