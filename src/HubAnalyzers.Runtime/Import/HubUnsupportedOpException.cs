using System;
using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>A model's call holds operations that the engine cannot compute; all of them are named at once, before anything runs.</summary>
public sealed class HubUnsupportedOpException : NotSupportedException
{
    internal HubUnsupportedOpException(string message, IReadOnlyList<string> ops)
        : base(message) => Ops = ops;

    /// <summary>The operations, ordinal by name.</summary>
    public IReadOnlyList<string> Ops { get; }
}
