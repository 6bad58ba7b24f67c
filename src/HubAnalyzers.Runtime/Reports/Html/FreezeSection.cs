using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>What could train, what was trained, what moved, and the proof that nothing else did.</summary>
internal sealed class FreezeSection(HubModelInfo model, FineTuneOptions options, ProofOfFreeze proof)
{
    private readonly HashSet<string> _changed = [.. proof.Changed];
    private readonly HashSet<string> _stuck = [.. proof.TrainedButUnchanged];
    private readonly HashSet<string> _putBack = [.. proof.PutBack];
    private readonly HashSet<string> _hashed = [.. proof.Changed, .. proof.Unchanged];
    private readonly HashSet<string> _chosen = [.. options.Stages.SelectMany(static s => s.Layers).Select(static l => l.Name)];

    private enum Outcome
    {
        Moved,
        Stuck,
        PutBack,
        Kept,
    }

    public void Write(HtmlText html)
    {
        if (model.Layers.Count > 0)
        {
            Maps(html);
        }

        Proof(html);
    }

    private static (string Class, string Glyph, string Word) LookOf(Outcome outcome) => outcome switch
    {
        Outcome.Moved => ("moved", "&#10003;", "trained, and moved"),
        Outcome.Stuck => ("stuck", "!", "was to train, and did not move"),
        Outcome.PutBack => ("back", "&#8630;", "trained, and put back as it was before: an earlier epoch was the best"),
        _ => ("kept", "&#215;", "unchanged to the byte"),
    };

    private static (string Class, string Glyph, string Word) LookOf(Trainability trainability) => trainability switch
    {
        Trainability.Trainable => (Words.Of(trainability), "&#10003;", "trainable"),
        Trainability.BatchNorm => (Words.Of(trainability), "&#8776;", "batch norm"),
        Trainability.Frozen => (Words.Of(trainability), "&#215;", "frozen"),
        _ => (Words.Of(trainability), "?", "unknown"),
    };

    private Outcome OutcomeOf(HubLayerInfo layer) =>
        layer.Variables.Any(_changed.Contains) ? Outcome.Moved
        : layer.Variables.Any(_putBack.Contains) ? Outcome.PutBack
        : _chosen.Contains(layer.Name) || layer.Variables.Any(_stuck.Contains) ? Outcome.Stuck
        : Outcome.Kept;

    private Outcome OutcomeOf(HubVariableInfo variable) =>
        _changed.Contains(variable.Name) ? Outcome.Moved : _putBack.Contains(variable.Name) ? Outcome.PutBack : _stuck.Contains(variable.Name) ? Outcome.Stuck : Outcome.Kept;

    private void Maps(HtmlText html)
    {
        html.Raw("<section aria-labelledby=\"maps\">\n<h2 id=\"maps\">The model's layers before and after</h2>\n")
            .Raw("<p class=\"quiet\">In the order in which an inference uses them; the larger a square, the more parameters. Follow one to its variables below.</p>\n<h3>Before: what can train</h3>\n");
        Legend(html, model.Layers.GroupBy(static l => l.Trainability).OrderBy(static g => g.Key).Select(static g => (LookOf(g.Key), g.Count(), g.Sum(static l => l.Parameters))));
        LayerMap.Write(html, model.Layers, static l => Say(l, LookOf(l.Trainability), ": " + l.Why));
        html.Raw("<h3>After: what the run moved</h3>\n");
        Legend(html, model.Layers.GroupBy(OutcomeOf).OrderBy(static g => g.Key).Select(static g => (LookOf(g.Key), g.Count(), g.Sum(static l => l.Parameters))));
        LayerMap.Write(html, model.Layers, l => Say(l, LookOf(OutcomeOf(l)), ""));
        html.Raw("</section>\n");
    }

    private static (string, string, string) Say(HubLayerInfo layer, (string Class, string Glyph, string Word) look, string more) =>
        (look.Class, look.Glyph, $"{layer.Name}, {Words.Of(layer.Kind)}, {ReportNumbers.Count(layer.Parameters, "parameter")}, {look.Word}{more}");

    private static void Legend(HtmlText html, IEnumerable<((string Class, string Glyph, string Word) Look, int Layers, long Parameters)> groups)
    {
        html.Raw("<ul class=\"legend\">");
        foreach (var (look, layers, parameters) in groups)
        {
            html.Raw($"<li><span class=\"swatch fill {look.Class}\" aria-hidden=\"true\"></span><span>")
                .Value($"{look.Word}: {ReportNumbers.Count(layers, "layer")}, {ReportNumbers.Count(parameters, "parameter")}").Raw("</span></li>");
        }

        html.Raw("</ul>\n");
    }

    private void Proof(HtmlText html)
    {
        html.Raw("<section aria-labelledby=\"proof\">\n<h2 id=\"proof\">Proof of freeze</h2>\n<p>")
            .Value($"By the SHA-256 of every variable before and after: {ReportNumbers.Whole(proof.Changed.Count)} of the model's variables changed, {ReportNumbers.Whole(proof.Unchanged.Count)} are unchanged to the byte. ")
            .Raw("No variable that was to stay frozen changed: a run in which one does ends as an error.</p>\n");
        html.Raw("<details").Raw("><summary>").Value($"All {ReportNumbers.Count(_hashed.Count, "variable")}").Raw("</summary>\n")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All variables\"><table class=\"plain proof\"><thead><tr><th scope=\"col\">Variable</th><th scope=\"col\">Kind</th><th scope=\"col\">Could train</th><th scope=\"col\">Outcome</th></tr></thead><tbody>\n");
        var places = model.Layers.Select(static (l, i) => (l.Name, i)).ToDictionary(static l => l.Name, static l => l.i, StringComparer.Ordinal);
        var told = new HashSet<int>();
        foreach (var variable in model.Variables.Where(v => _hashed.Contains(v.Name))
            .OrderBy(v => v.Layer is { } layer && places.TryGetValue(layer, out var at) ? at : int.MaxValue))
        {
            Row(html, variable, variable.Layer is { } name && places.TryGetValue(name, out var place) && told.Add(place) ? place : null);
        }

        html.Raw("</tbody></table></div></details>\n</section>\n");
    }

    private void Row(HtmlText html, HubVariableInfo variable, int? layer)
    {
        var (before, after) = (LookOf(variable.Trainability), LookOf(OutcomeOf(variable)));
        html.Raw(layer is { } place ? string.Create(CultureInfo.InvariantCulture, $"<tr id=\"layer-{place}\" class=\"{after.Class}\">") : $"<tr class=\"{after.Class}\">")
            .Raw("<td class=\"name\"><code>").Name(variable.Name).Raw("</code></td><td>").Value($"{Words.Of(variable.Role)}, {variable.DType}[{string.Join(", ", variable.Shape)}]")
            .Raw($"</td><td><span class=\"state\"><span class=\"swatch fill {before.Class}\" aria-hidden=\"true\"></span>").Value(before.Word)
            .Raw($"</span></td><td><span class=\"state\"><span class=\"swatch fill {after.Class}\" aria-hidden=\"true\"></span>").Value(after.Word).Raw("</span></td></tr>\n");
    }
}
