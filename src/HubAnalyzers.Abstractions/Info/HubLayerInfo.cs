using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>A layer of a model, as its manifest describes it.</summary>
public sealed class HubLayerInfo
{
    /// <summary>Creates the information.</summary>
    public HubLayerInfo(
        string name,
        string accessor,
        LayerKind kind,
        string? parent,
        Trainability trainability,
        string reason,
        string why,
        long parameters,
        IReadOnlyList<string> variables)
    {
        Name = name;
        Accessor = accessor;
        Kind = kind;
        Parent = parent;
        Trainability = trainability;
        Reason = reason;
        Why = why;
        Parameters = parameters;
        Variables = variables;
    }

    /// <summary>The layer's original name: its scope, with slashes.</summary>
    public string Name { get; }

    /// <summary>The generated accessor, dotted: <c>ExpandedConv16.Expand</c>.</summary>
    public string Accessor { get; }

    /// <summary>What it computes.</summary>
    public LayerKind Kind { get; }

    /// <summary>The scope that holds it; <c>null</c> at the top.</summary>
    public string? Parent { get; }

    /// <summary>Whether it can be trained.</summary>
    public Trainability Trainability { get; }

    /// <summary>The reason code, one of <see cref="ReasonCodes"/>.</summary>
    public string Reason { get; }

    /// <summary>One sentence that says why.</summary>
    public string Why { get; }

    /// <summary>The number of elements of its variables.</summary>
    public long Parameters { get; }

    /// <summary>The names of its variables.</summary>
    public IReadOnlyList<string> Variables { get; }
}
