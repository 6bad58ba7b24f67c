using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Pages;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Html;

/// <summary>The layers as a table; it reads, prints and folds without a script, and sorts and filters with one.</summary>
internal static class LayerTable
{
    public static void Write(HtmlText html, HubModelInfo model)
    {
        Tools(html, model.Layers);
        var hasFlops = model.Layers.Any(static l => l.Flops is not null);
        var hasStage = model.Layers.Any(static l => l.Stage is not null);
        html.Raw("<table class=\"cards\"><thead><tr>");
        Heading(html, "position", "#", isNumber: true);
        Heading(html, "name", "Layer");
        Heading(html, "kind", "Kind");
        Heading(html, "state", "Trains");
        Heading(html, "parameters", "Parameters", isNumber: true);
        if (hasFlops)
        {
            Heading(html, "flops", "FLOPs", isNumber: true);
        }

        if (hasStage)
        {
            Heading(html, "stage", "Stage", isNumber: true);
        }

        Heading(html, "reason", "Why");
        html.Raw("</tr></thead><tbody>\n");
        var variables = model.Variables.Where(static v => v.Layer is not null).ToLookup(static v => v.Layer!, StringComparer.Ordinal);
        for (var i = 0; i < model.Layers.Count; i++)
        {
            Row(html, model.Layers[i], i, [.. variables[model.Layers[i].Name]], hasFlops, hasStage);
        }

        html.Raw("</tbody></table>\n");
    }

    private static void Tools(HtmlText html, IReadOnlyList<HubLayerInfo> layers)
    {
        html.Raw("<div class=\"tools\" hidden><input type=\"search\" id=\"text\" placeholder=\"Filter by any text\" aria-label=\"Filter layers by any text\">")
            .Raw("<select id=\"kind\" aria-label=\"Kind of layer\"><option value=\"\">all kinds</option>");
        foreach (var kind in layers.Select(static l => Words.Of(l.Kind)).Distinct().Order(StringComparer.Ordinal))
        {
            html.Raw("<option>").Value(kind).Raw("</option>");
        }

        html.Raw("</select><fieldset aria-label=\"Trainability\">");
        foreach (var state in layers.Select(static l => l.Trainability).Distinct().Order())
        {
            html.Raw("<label><input type=\"checkbox\" name=\"state\" checked value=\"").Value(Words.Of(state)).Raw("\">").Value(ModelPage.WordOf(state)).Raw("</label>");
        }

        html.Raw("</fieldset><span id=\"count\" class=\"quiet\" aria-live=\"polite\"></span></div>\n");
    }

    private static void Heading(HtmlText html, string key, string text, bool isNumber = false) =>
        html.Raw("<th scope=\"col\" data-key=\"").Raw(key).Raw(isNumber ? "\" class=\"number\"><button>" : "\"><button>").Raw(text).Raw("</button></th>");

    private static void Row(HtmlText html, HubLayerInfo layer, int position, IReadOnlyList<HubVariableInfo> variables, bool hasFlops, bool hasStage)
    {
        var state = Words.Of(layer.Trainability);
        html.Raw(string.Create(CultureInfo.InvariantCulture, $"<tr id=\"layer-{position}\" class=\"{state}\" data-position=\"{position + 1}\" data-parameters=\"{layer.Parameters}\" data-flops=\"{layer.Flops ?? -1}\" data-stage=\"{layer.Stage ?? -1}\" data-state=\"{state}\" data-word=\"{ModelPage.WordOf(layer.Trainability)}\" data-kind=\"{Words.Of(layer.Kind)}\" data-reason=\""))
            .Value(layer.Reason).Raw("\" data-name=\"").Value(layer.Name).Raw("\">")
            .Raw(string.Create(CultureInfo.InvariantCulture, $"<td class=\"number position\">{position + 1}</td>"))
            .Raw("<td class=\"name\"><code>").Name(layer.Name).Raw("</code></td>")
            .Raw("<td data-label=\"Kind\">").Value(Words.Of(layer.Kind)).Raw("</td>")
            .Raw("<td><span class=\"state\"><span class=\"swatch fill ").Raw(state).Raw("\" aria-hidden=\"true\"></span>").Value(ModelPage.WordOf(layer.Trainability)).Raw("</span></td>")
            .Raw("<td class=\"number\" data-label=\"Parameters\"><span class=\"parameters\">").Raw(ModelTable.Number(layer.Parameters)).Raw("</span></td>");
        if (hasFlops)
        {
            html.Raw(layer.Flops is { } flops ? $"<td class=\"number\" data-label=\"FLOPs\">{ModelTable.Number(flops)}</td>" : "<td></td>");
        }

        if (hasStage)
        {
            html.Raw(layer.Stage is { } stage ? $"<td class=\"number\" data-label=\"Stage\">{ModelTable.Number(stage)}</td>" : "<td></td>");
        }

        html.Raw("<td><span class=\"why\">").Value(layer.Why).Raw(" <code class=\"reason\">").Value(layer.Reason).Raw("</code></span>");
        Variables(html, variables);
        html.Raw("</td></tr>\n");
    }

    private static void Variables(HtmlText html, IReadOnlyList<HubVariableInfo> variables)
    {
        if (variables.Count == 0)
        {
            return;
        }

        html.Raw("<details><summary>").Raw(ModelTable.Number(variables.Count)).Raw(variables.Count == 1 ? " variable" : " variables").Raw("</summary><ul>");
        foreach (var variable in variables)
        {
            html.Raw("<li><code>").Name(variable.Name).Raw("</code> ")
                .Value($"{Words.Of(variable.Role)}, {variable.DType}[{string.Join(", ", variable.Shape)}], {ModelPage.WordOf(variable.Trainability)} ({variable.Reason})");
            if (variable.Evidence is { } evidence)
            {
                html.Raw("<br><span class=\"quiet\">").Value($"{evidence.File}: {evidence.Node}{(evidence.Op is null ? "" : ", " + evidence.Op)}").Raw("</span>");
            }

            html.Raw("</li>");
        }

        html.Raw("</ul></details>");
    }
}
