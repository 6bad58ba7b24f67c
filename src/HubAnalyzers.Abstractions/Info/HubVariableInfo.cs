using System.Collections.Generic;

namespace HubAnalyzers;

/// <summary>A variable of a model, as its manifest describes it.</summary>
public sealed class HubVariableInfo
{
    /// <summary>Creates the information.</summary>
    public HubVariableInfo(
        string name,
        string checkpointKey,
        string? layer,
        VariableRole role,
        string dtype,
        IReadOnlyList<long> shape,
        Trainability trainability,
        string reason,
        HubEvidence? evidence = null,
        HubTrainableNotions? notions = null)
    {
        Name = name;
        CheckpointKey = checkpointKey;
        Layer = layer;
        Role = role;
        DType = dtype;
        Shape = shape;
        Trainability = trainability;
        Reason = reason;
        Evidence = evidence;
        Notions = notions;
    }

    /// <summary>The variable's name, unique in the model.</summary>
    public string Name { get; }

    /// <summary>The key of its value in <c>variables.index</c>.</summary>
    public string CheckpointKey { get; }

    /// <summary>The name of the layer it belongs to; <c>null</c> for optimizer slots, metrics and counters.</summary>
    public string? Layer { get; }

    /// <summary>What it is for.</summary>
    public VariableRole Role { get; }

    /// <summary>The element type in TensorFlow's spelling.</summary>
    public string DType { get; }

    /// <summary>The shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Whether it can be trained.</summary>
    public Trainability Trainability { get; }

    /// <summary>The reason code, one of <see cref="ReasonCodes"/>.</summary>
    public string Reason { get; }

    /// <summary>The sentence of <see cref="Reason"/>.</summary>
    public string Why => ReasonCodes.Sentence(Reason);

    /// <summary>Where the fact was read; <c>null</c> where a manifest does not say.</summary>
    public HubEvidence? Evidence { get; }

    /// <summary>What the several notions of "trainable" in the model's bytes say; <c>null</c> where a manifest does not.</summary>
    public HubTrainableNotions? Notions { get; }

    /// <summary>The number of elements; 0 where a dimension is open.</summary>
    public long Parameters
    {
        get
        {
            var count = 1L;
            foreach (var dimension in Shape)
            {
                count *= dimension < 0 ? 0 : dimension;
            }

            return count;
        }
    }
}
