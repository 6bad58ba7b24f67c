using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A model's call holds operations that the engine cannot compute; all of them are named at once, before anything runs.</summary>
public sealed class HubUnsupportedOpException : NotSupportedException
{
    internal HubUnsupportedOpException(string message, IReadOnlyList<UnsupportedOp> ops)
        : base(message) => Unsupported = ops;

    /// <summary>The operations, ordinal by name.</summary>
    public IReadOnlyList<string> Ops => [.. Unsupported.Select(static u => u.Op)];

    /// <summary>The same with how often and where.</summary>
    public IReadOnlyList<UnsupportedOp> Unsupported { get; }
}

/// <summary>An operation that the engine does not have.</summary>
/// <param name="Op">TensorFlow's name of it.</param>
/// <param name="Count">How often the call uses it.</param>
/// <param name="Layers">Up to three scopes that use it.</param>
public sealed record UnsupportedOp(string Op, int Count, IReadOnlyList<string> Layers);
