using System;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>What an assembly that a compilation references has to offer.</summary>
[Flags]
internal enum ReferenceOffers
{
    None = 0,

    /// <summary>The facts: HubAnalyzers.Abstractions. Nothing is generated without.</summary>
    Facts = 1,

    /// <summary>The engine: HubAnalyzers.Runtime.</summary>
    Runtime = 2,

    /// <summary>The Hub layer of TensorFlow.NET, with the constructor that generated code calls.</summary>
    KerasLayer = 4,
}
