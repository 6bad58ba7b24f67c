namespace HubAnalyzers.Analyzers.Generation;

/// <summary>The names of the generator's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>A manifest's text and the class it shall give.</summary>
    public const string Requests = nameof(Requests);

    /// <summary>A manifest, read, with the class it gives.</summary>
    public const string Manifests = nameof(Manifests);

    /// <summary>The manifests of which none gives a class that another one gives as well.</summary>
    public const string Distinct = nameof(Distinct);

    /// <summary>What one reference offers.</summary>
    public const string References = nameof(References);

    /// <summary>What the compilation offers.</summary>
    public const string Capabilities = nameof(Capabilities);

    /// <summary>What one file is written from.</summary>
    public const string Output = nameof(Output);
}
