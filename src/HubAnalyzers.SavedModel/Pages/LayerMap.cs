using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.SavedModel.Pages;

/// <summary>The layers in order as squares whose area is their number of parameters, in a box for each scope.</summary>
internal static class LayerMap
{
    private const double LargestSide = 76;
    private const double SmallestSide = 11;
    private const double SmallestWithGlyph = 20;

    /// <summary>Writes the map.</summary>
    /// <param name="html">The page.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="stateOf">A layer's class in the style, its sign for those who see no colour, as markup, and what is said of it.</param>
    public static void Write(HtmlText html, IReadOnlyList<HubLayerInfo> layers, Func<HubLayerInfo, (string Class, string Glyph, string Words)> stateOf)
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
                Block(html, layers[i], i, most, stateOf(layers[i]));
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

    private static void Block(HtmlText html, HubLayerInfo layer, int position, long most, (string Class, string Glyph, string Words) state)
    {
        var side = Math.Max(SmallestSide, LargestSide * Math.Sqrt((double)layer.Parameters / most));
        html.Raw(string.Create(CultureInfo.InvariantCulture, $"<li><a class=\"block fill {state.Class}\" href=\"#layer-{position}\" style=\"--side:{side:0.#}px\" aria-label=\""))
            .Value(state.Words).Raw("\">").Raw(side >= SmallestWithGlyph ? state.Glyph : "").Raw("</a></li>");
    }
}
