namespace HubAnalyzers.Benchmarks.AnalyzerCost;

/// <summary>How much a project has to do with models.</summary>
internal enum HubUse
{
    /// <summary>It has our analyzers and nothing else of ours.</summary>
    None,

    /// <summary>It references the facts and the engine, and has no manifest and no code for them.</summary>
    Reference,

    /// <summary>It has a manifest, and code that loads, switches and trains in some files.</summary>
    Code,
}
