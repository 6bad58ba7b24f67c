using System;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>What is true of an operation besides how it is computed.</summary>
[Flags]
internal enum OpTraits
{
    None = 0,

    /// <summary>The same inputs give the same outputs, and nothing else happens: it can be computed ahead of a run.</summary>
    Pure = 1,

    /// <summary>Gradients flow through it.</summary>
    Differentiable = 2,
}
