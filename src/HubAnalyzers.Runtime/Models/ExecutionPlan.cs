using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;

namespace HubAnalyzers.Runtime;

/// <summary>How a model's call is computed for one choice of what trains, and why so.</summary>
public sealed class ExecutionPlan
{
    private readonly string? _comparison;

    internal ExecutionPlan(HubModelInfo model, bool training, PlannedCall plan)
    {
        Model = model.Name;
        IsTraining = training;
        TrainedVariables = [.. plan.Trained.Order(StringComparer.Ordinal)];
        TrainedLayers = [.. model.Layers.Where(l => l.Variables.Any(plan.Trained.Contains)).Select(static l => l.Name)];
        FrozenOperations = Operations(plan.Cut.Prefix);
        TrainedOperations = Operations(plan.Cut.Suffix);
        FrozenEngine = plan.Prefix?.Engine;
        FoldedBatchNorms = (plan.Prefix?.Folded.Norms ?? 0) + plan.FoldedInSuffix.Norms;
        _comparison = plan.Prefix?.Comparison is { } comparison ? "frozen part: " + comparison : null;
        Decisions = [.. Decide(plan)];
    }

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>Whether it is the call for training.</summary>
    public bool IsTraining { get; }

    /// <summary>The names of the variables that train.</summary>
    public IReadOnlyList<string> TrainedVariables { get; }

    /// <summary>The names of the layers that train, nearest the input first as the model lists them.</summary>
    public IReadOnlyList<string> TrainedLayers { get; }

    /// <summary>How many operations are in the frozen part.</summary>
    public int FrozenOperations { get; }

    /// <summary>How many operations are in the part that trains, that chance has a share in, or that changes variables.</summary>
    public int TrainedOperations { get; }

    /// <summary>How many batch normalizations are part of the convolutions before them.</summary>
    public int FoldedBatchNorms { get; }

    /// <summary>What runs the frozen part; null where there is none.</summary>
    public FrozenEngine? FrozenEngine { get; }

    /// <summary>One sentence for each decision, with its reason.</summary>
    public IReadOnlyList<string> Decisions { get; }

    /// <summary>The decisions without what was measured on the first inputs, which differs from run to run.</summary>
    internal IEnumerable<string> Lasting => Decisions.Where(d => d != _comparison);

    /// <summary>The whole plan as text, a decision in a line.</summary>
    public override string ToString() => string.Join(
        '\n',
        Decisions.Select(static d => "  " + d).Prepend($"{Model}, {(IsTraining ? "training" : "inference")}: {Trains()}"));

    private string Trains() => TrainedLayers.Count switch
    {
        0 => "nothing trains",
        1 => $"'{TrainedLayers[0]}' trains",
        _ => $"{TrainedLayers.Count.ToString(CultureInfo.InvariantCulture)} layers train, the first is '{TrainedLayers[0]}'",
    };

    private IEnumerable<string> Decide(PlannedCall plan)
    {
        var cut = plan.Cut;
        if (plan.Prefix is { } prefix)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"frozen part: {FrozenOperations} operations, the same each time for the same input; no gradients are recorded");
            yield return $"frozen part: runs in {prefix.Engine}, for {prefix.Why}";
            if (_comparison is not null)
            {
                yield return _comparison;
            }

            yield return "frozen part: " + Folds(prefix.Folded, cut.Prefix!) + (prefix.Engine == HubAnalyzers.Runtime.FrozenEngine.OnnxRuntime ? " in TorchSharp; ONNX Runtime folds by itself" : "");
        }
        else
        {
            yield return "frozen part: none, for whatever depends on the input trains, is drawn by chance, or is wanted with gradients of the input";
        }

        if (cut.Suffix is { } suffix)
        {
            if (cut.Boundary.Count > 0)
            {
                yield return $"cut: behind {string.Join(", ", cut.Boundary.Select(v => $"'{plan.Graph.Nodes[v.Index].Name}'"))}, the last that nothing trained has a share in";
            }

            yield return string.Create(CultureInfo.InvariantCulture, $"trained part: {TrainedOperations} operations in TorchSharp; gradients are recorded from the first trained variable on, and for nothing else");
            yield return "trained part: " + Folds(plan.FoldedInSuffix, suffix);
            if (suffix.Updates.Count > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"trained part: {suffix.Updates.Count} variables are changed by each run");
            }
        }
        else
        {
            yield return "trained part: none, for nothing trains";
        }

        yield return "both: what depends on frozen variables only is computed once, and anew after one of them was set or changed in place";
        yield return "both: channels last, as TensorFlow stores images and kernels; a value is freed after its last use";
    }

    private static string Folds(FoldCount folded, ImportedGraph part) => string.Create(
        CultureInfo.InvariantCulture,
        $"{folded.Norms} of {part.Nodes.Count(static n => n.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal))} batch normalizations and {folded.Biases} biases are folded into the convolutions before them");

    private static int Operations(ImportedGraph? part) => part?.Nodes.Count(static n => n.Op != "Const") ?? 0;
}
