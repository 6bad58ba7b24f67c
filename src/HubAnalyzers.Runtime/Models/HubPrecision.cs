namespace HubAnalyzers.Runtime;

/// <summary>The type of numbers that a model's float32 is computed with.</summary>
public enum HubPrecision
{
    /// <summary>As TensorFlow does.</summary>
    Float32,

    /// <summary>
    /// Activations, and weights as they are used, in bfloat16: 8 bits of precision instead of 24. Weights are kept, updated and exported in
    /// float32. Never use it without measuring: processors without matrix units for it are several times slower so.
    /// </summary>
    BFloat16,
}
