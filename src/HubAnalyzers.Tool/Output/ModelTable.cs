using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Tool.Output;

/// <summary>A model's facts as a table of its layers, each with its reason code, and every reason once in words.</summary>
internal static class ModelTable
{
    public static TextReport Of(HubModelInfo model, TextReport report)
    {
        report.Fact("model", $"{model.Handle} ({Words.Of(model.Format)}{(model.TensorFlowVersion is null ? "" : ", TensorFlow " + model.TensorFlowVersion)})", Tone.Strong);
        report.Fact("digest", model.Digest);
        report.Fact("verdict", $"{Words.Of(model.Verdict)}: {ModelWords.Verdict(model)} ({model.Reason})", ToneOf(model.Verdict));
        report.Fact("trains", $"{Number(model.TrainableParameters)} of {Number(model.TotalParameters)} parameters");
        report.Fact("call", ModelWords.Call(model.Interface));
        report.Fact("takes", ModelWords.Tensors(model.Interface.Inputs));
        report.Fact("gives", ModelWords.Tensors(model.Interface.Outputs));
        if (PublisherClaim.Sentence(model) is { } claim)
        {
            report.Fact("card", claim, PublisherClaim.Agrees(model) == false ? Tone.Bad : Tone.Plain);
        }

        Engines(model, report);
        if (model.Layers.Count > 0)
        {
            // On a terminal the scope that all layers share only takes room from what tells them apart.
            var shared = report.IsFitted ? LayerScopes.Shared(model.Layers) : "";
            var ambiguous = model.Layers.Select(static l => (l.Trainability, l.Reason)).Distinct().GroupBy(static p => p.Trainability).Where(static g => g.Count() > 1).Select(static g => g.Key).ToHashSet();
            report.Line();
            report.Table(
                [(shared.Length > 0 ? $"layer, below {shared}" : "layer", false), ("kind", false), ("parameters", true), ("trainability", false)],
                model.Layers.Select(layer => Row(layer, shared.Length, !report.IsFitted || ambiguous.Contains(layer.Trainability))));
            report.Line();
            Reasons(model, report);
        }

        return report;
    }

    public static Tone ToneOf(Trainability trainability) => trainability switch
    {
        Trainability.Trainable => Tone.Good,
        Trainability.BatchNorm => Tone.Caution,
        Trainability.Frozen => Tone.Bad,
        _ => Tone.Plain,
    };

    public static Tone ToneOf(TrainabilityVerdict verdict) => verdict switch
    {
        TrainabilityVerdict.Full => Tone.Good,
        TrainabilityVerdict.Partial => Tone.Caution,
        TrainabilityVerdict.None => Tone.Bad,
        _ => Tone.Plain,
    };

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Which libraries can train it, and what they lack.</summary>
    private static void Engines(HubModelInfo model, TextReport report)
    {
        if (ModelWords.TrainableHere(model) is { } here)
        {
            report.Fact("trainable here:", here, here == "yes" ? Tone.Good : Tone.Caution);
        }

        if (model.TensorFlowNet is { } net && (net.Refusal is not null || net.MissingGradients.Count > 0))
        {
            var parts = new[] { net.Refusal is null ? null : $"refuses it ({net.Refusal})", net.MissingGradients.Count == 0 ? null : $"lacks the gradients of {ModelWords.Operations(net.MissingGradients)}" };
            report.Fact("TF.NET", string.Join(" and ", parts.Where(static p => p is not null)), Tone.Caution);
        }
    }

    private static IReadOnlyList<Piece> Row(HubLayerInfo layer, int cut, bool withReason) =>
    [
        layer.Name[cut..],
        Words.Of(layer.Kind),
        Number(layer.Parameters),
        new Piece(Words.Of(layer.Trainability) + (withReason && !SaysItself(layer) ? ": " + layer.Reason : ""), ToneOf(layer.Trainability)),
    ];

    /// <summary>The two reasons that the trainability's own word implies.</summary>
    private static bool SaysItself(HubLayerInfo layer) => (layer.Trainability, layer.Reason) is
        (Trainability.Trainable, ReasonCodes.Trainable) or (Trainability.BatchNorm, ReasonCodes.BatchNormAffine);

    private static void Reasons(HubModelInfo model, TextReport report)
    {
        var groups = model.Layers.GroupBy(static l => (l.Trainability, l.Reason)).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key.Reason, StringComparer.Ordinal).ToList();
        var names = groups.Max(static g => Words.Of(g.Key.Trainability).Length);
        foreach (var group in groups)
        {
            report.Fact(Words.Of(group.Key.Trainability), names, $"{ModelWords.Count(group.Count(), "layer")}: {group.First().Why} ({group.Key.Reason})", ToneOf(group.Key.Trainability));
        }

        report.Line(ModelWords.Variables(model));
    }
}
