using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Html;

/// <summary>The layers in order as squares whose area is their number of parameters, in a box for each scope.</summary>
internal static class LayerMap
{
    private const double LargestSide = 76;
    private const double SmallestSide = 11;
    private const double SmallestWithGlyph = 20;

    public static void Write(HtmlText html, IReadOnlyList<HubLayerInfo> layers)
    {
        var most = Math.Max(1, layers.Max(static l => l.Parameters));
        var shared = LayerScopes.Shared(layers).Length;
        html.Raw("<ol class=\"map\">\n");
        for (var i = 0; i < layers.Count;)
        {
            var scope = ScopeOf(layers[i], shared);
            html.Raw("<li class=\"scope\"><ul>");
            for (; i < layers.Count && ScopeOf(layers[i], shared) == scope; i++)
            {
                Block(html, layers[i], i, most);
            }

            html.Raw("</ul>");
            if (scope.Length > 0)
            {
                html.Raw("<span title=\"").Value(scope).Raw("\">").Value(scope).Raw("</span>");
            }

            html.Raw("</li>\n");
        }

        html.Raw("</ol>\n");
    }

    /// <summary>The outermost scope that is not everybody's: a block of the network, as its author wrote it.</summary>
    private static string ScopeOf(HubLayerInfo layer, int shared)
    {
        var slash = layer.Name.IndexOf('/', shared);
        return slash < 0 ? "" : layer.Name[shared..slash];
    }

    private static void Block(HtmlText html, HubLayerInfo layer, int position, long most)
    {
        var side = Math.Max(SmallestSide, LargestSide * Math.Sqrt((double)layer.Parameters / most));
        html.Raw(string.Create(CultureInfo.InvariantCulture, $"<li><a class=\"block fill {Words.Of(layer.Trainability)}\" href=\"#layer-{position}\" style=\"--side:{side:0.#}px\" aria-label=\""))
            .Value($"{layer.Name}, {Words.Of(layer.Kind)}, {ModelWords.Count(layer.Parameters, "parameter")}, {ModelPage.WordOf(layer.Trainability)}: {layer.Why}")
            .Raw("\">").Raw(side >= SmallestWithGlyph ? ModelPage.GlyphOf(layer.Trainability) : "").Raw("</a></li>");
    }
}
