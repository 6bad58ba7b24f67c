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

    /// <summary>How it is called.</summary>
    public static string Call(HubInterfaceInfo call) => call.Traces > 0
        ? $"{(call.TrainingArgument ? "training argument, " : "")}{Count(call.Traces, "trace")}{(call.HasRegularizationLosses ? ", regularization losses" : "")}"
        : call.Signatures is { Count: > 0 } signatures ? $"none, only the {(signatures.Count == 1 ? "signature" : "signatures")} {string.Join(", ", signatures)}" : "none";

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
