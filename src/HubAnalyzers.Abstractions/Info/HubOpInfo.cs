using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>An operation of a model's graph that something does not have: how often it stands there, and on which layers' way.</summary>
public sealed class HubOpInfo
{
    /// <summary>Creates the information.</summary>
    public HubOpInfo(string op, int count, IReadOnlyList<string> layers)
    {
        Op = op;
        Count = count;
        Layers = layers;
    }

    /// <summary>The operation's type, <c>Relu6</c> for example.</summary>
    public string Op { get; }

    /// <summary>How many nodes are of this type.</summary>
    public int Count { get; }

    /// <summary>Up to three layers that need it, in the model's order.</summary>
    public IReadOnlyList<string> Layers { get; }
}
