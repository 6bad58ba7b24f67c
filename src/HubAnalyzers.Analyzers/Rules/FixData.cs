namespace HubAnalyzers.Analyzers.Rules;

/// <summary>
/// What a diagnostic tells its fix beside its place: keys of <see cref="Microsoft.CodeAnalysis.Diagnostic.Properties"/>. A key that is
/// absent means that the fix that needs it is not offered.
/// </summary>
internal static class FixData
{
    /// <summary>
    /// What to write instead: HUB0006 the nearest layer's name, HUB0011 the handle with its version (both without quotes);
    /// HUB0009 the bound, HUB0013 the expected value (both as C# without a type suffix).
    /// </summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>HUB0006 and HUB0018: the layer's accessor below the generated class, where the value has that class as its type.</summary>
    public const string Accessor = nameof(Accessor);

    /// <summary>HUB0001: the handle of the one trainable variant among the manifests, see <see cref="TrainableVariant"/>.</summary>
    public const string VariantHandle = nameof(VariantHandle);
}
