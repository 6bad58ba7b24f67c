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
        IReadOnlyList<string> variables,
        int? stage = null,
        long? flops = null,
        HubEvidence? evidence = null,
        long? activations = null)
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
        Stage = stage;
        Flops = flops;
        Evidence = evidence;
        Activations = activations;
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

    /// <summary>How deep in the model it stands, counted in resolutions from the input: 0 is nearest to it; <c>null</c> where the graph does not say.</summary>
    public int? Stage { get; }

    /// <summary>The floating-point operations of one example's way through it, a multiplication and an addition counted as two; <c>null</c> where the shapes are open.</summary>
    public long? Flops { get; }

    /// <summary>
    /// The values that are kept for the way back of one example where this layer trains: those that depend on it, up to the model's
    /// outputs; four bytes each in float32. An engine may keep fewer. <c>null</c> where the shapes are open.
    /// </summary>
    public long? Activations { get; }

    /// <summary>Where <see cref="Reason"/> was read; <c>null</c> where a manifest does not say.</summary>
    public HubEvidence? Evidence { get; }
}
