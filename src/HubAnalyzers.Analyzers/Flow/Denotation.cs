using HubAnalyzers.Analyzers.Manifests;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>What a value is known to be on every path that reaches it. No denotation: nothing is known, and every rule is silent.</summary>
internal abstract record Denotation;

/// <summary>A constant, <c>null</c> among them.</summary>
internal sealed record ConstantDenotation(object? Value) : Denotation
{
    public static readonly ConstantDenotation Null = new((object?)null);
}

/// <summary>A model that a manifest describes.</summary>
internal sealed record ModelDenotation(ManifestModel Model) : Denotation;

/// <summary>The collection of a model's layers.</summary>
internal sealed record LayersDenotation(ManifestModel Model) : Denotation;

/// <summary>One layer of a model.</summary>
internal sealed record LayerDenotation(ManifestModel Model, ManifestLayer Layer) : Denotation;

/// <summary>The switch of a model or layer, where the compiler keeps it in a temporary before it is written (<c>x.Trainable = a ? b : c</c>).</summary>
internal sealed record SwitchDenotation(Denotation Target) : Denotation;
