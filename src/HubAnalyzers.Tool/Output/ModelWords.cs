using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Tool.Output;

/// <summary>What table and page say of a model as a whole, in one wording.</summary>
internal static class ModelWords
{
    /// <summary>The verdict as a sentence: the reason of most frozen layers is not the reason of the model.</summary>
    public static string Verdict(HubModelInfo model) => model.Verdict switch
    {
        TrainabilityVerdict.Full => "every layer with weights can train" + (model.Layers.Any(static l => l.Kind == LayerKind.BatchNorm) ? ", batch normalization aside" : ""),
        TrainabilityVerdict.Partial => $"some layers can train; of most others: {model.Why}",
        _ => model.Why,
    };

    /// <summary>
    /// Whether HubAnalyzers.Runtime can train it: yes, or no with the reason, operations in the words of the error that loading it gives.
    /// Null where nobody looked.
    /// </summary>
    public static string? TrainableHere(HubModelInfo model) => model switch
    {
        { Verdict: TrainabilityVerdict.None } => $"no, because {model.Why}",
        { Engine: { Supported: false, Missing: { Count: > 0 } missing } } => $"no, because HubAnalyzers.Runtime lacks {Operations(missing)}",
        { Engine.Supported: false } => "no, because it has no call that HubAnalyzers.Runtime could run",
        { Engine.Supported: true, Verdict: TrainabilityVerdict.Full or TrainabilityVerdict.Partial } => "yes",
        _ => null,
    };

    /// <summary>Operations with how often and in which layers: "StringSplit (2 in 'a', 'b')".</summary>
    public static string Operations(IEnumerable<HubOpInfo> operations) => string.Join(", ", operations.Select(static o =>
        $"{o.Op} ({ModelTable.Number(o.Count)}{(o.Layers.Count == 0 ? "" : " in " + string.Join(", ", o.Layers.Select(static l => $"'{l}'")))})"));

    /// <summary>How it is called.</summary>
    public static string Call(HubInterfaceInfo call) => call.Traces > 0
        ? $"{(call.TrainingArgument ? "training argument, " : "")}{Count(call.Traces, "trace")}{(call.HasRegularizationLosses ? ", regularization losses" : "")}"
        : call.Signatures is { Count: > 0 } signatures ? $"none, only the {(signatures.Count == 1 ? "signature" : "signatures")} {string.Join(", ", signatures)}" : "none";

    /// <summary>What a call takes or gives: names, types, shapes, and what they hold.</summary>
    public static string Tensors(IReadOnlyList<HubTensorInfo> tensors) => tensors.Count == 0
        ? "none"
        : string.Join("; ", tensors.Select(static t => $"{t.Name} {t.DType}{(t.Shape is null ? "" : ShapeText.Of(t.Shape))}{(t.Kind == OutputKind.Unknown ? "" : ", " + Words.Of(t.Kind))}{(t.Range is null ? "" : ", " + t.Range)}"));

    /// <summary>How many variables there are, and of those that belong to no layer, what they are.</summary>
    public static string Variables(HubModelInfo model)
    {
        var others = model.Variables.Count(static v => v.Layer is null);
        return $"{Count(model.Variables.Count - others, "variable")} in {Count(model.Layers.Count, "layer")}"
            + (others > 0 ? $", {ModelTable.Number(others)} {(others == 1 ? "other" : "others")} (optimizer slots, counters)" : "");
    }

    /// <summary>A number of things: "1 layer", "2,048 layers".</summary>
    public static string Count(long number, string thing) => $"{ModelTable.Number(number)} {thing}{(number == 1 ? "" : "s")}";
}
