using System;
using System.Collections.Immutable;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>What a case references.</summary>
public enum Library
{
    /// <summary>The facts and the engine.</summary>
    Runtime,

    /// <summary>The facts alone.</summary>
    Facts,

    /// <summary>TensorFlow.NET beside the facts.</summary>
    TensorFlowNet,

    /// <summary>LostTech.TensorFlow beside the facts.</summary>
    LostTech,

    /// <summary>.NET and nothing else.</summary>
    None,
}

/// <summary>The references of a library.</summary>
internal static class Libraries
{
    public static Library Parse(string name) => name switch
    {
        "runtime" => Library.Runtime,
        "facts" => Library.Facts,
        "tensorflow.net" => Library.TensorFlowNet,
        "losttech" => Library.LostTech,
        "none" => Library.None,
        _ => throw new FormatException($"'{name}' is no library; use runtime, facts, tensorflow.net, losttech or none."),
    };

    public static ImmutableArray<MetadataReference> References(Library library) => library switch
    {
        Library.Runtime => CompilationFactory.ReferencesFor(HubReferences.Runtime),
        Library.Facts => CompilationFactory.ReferencesFor(HubReferences.Facts),
        Library.TensorFlowNet => CompilationFactory.ReferencesFor(HubReferences.Facts).AddRange(StubLibraries.TensorFlowNet),
        Library.LostTech => CompilationFactory.ReferencesFor(HubReferences.Facts).AddRange(StubLibraries.LostTech),
        _ => CompilationFactory.ReferencesFor(HubReferences.None),
    };
}
