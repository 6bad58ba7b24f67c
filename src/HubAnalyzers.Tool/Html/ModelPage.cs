using System;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Pages;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Html;

/// <summary>A model's facts as one page that needs nothing but itself: no network, no fonts, no script to be read.</summary>
internal static class ModelPage
{
    public static string Of(HubModelInfo model)
    {
        var html = HtmlPage.Begin($"{model.Name}: {VerdictWord(model.Verdict)}", "", "script-src 'unsafe-inline'");
        Head(html, model);
        if (model.Layers.Count > 0)
        {
            html.Raw("<section aria-labelledby=\"map\">\n<h2 id=\"map\">Map of its layers</h2>\n<p class=\"quiet\">In the order in which an inference uses them; the larger a square, the more parameters. Point at one, or walk through them with the Tab key, to see why.</p>\n");
            LayerMap.Write(html, model.Layers, static l => (Words.Of(l.Trainability), GlyphOf(l.Trainability), $"{l.Name}, {Words.Of(l.Kind)}, {ModelWords.Count(l.Parameters, "parameter")}, {WordOf(l.Trainability)}: {l.Why}"));
            html.Raw("<div id=\"shown\" class=\"shown-layer\" aria-live=\"polite\"><p class=\"quiet\">No layer is pointed at.</p></div>\n</section>\n<section aria-labelledby=\"table\">\n<h2 id=\"table\">All layers</h2>\n");
            LayerTable.Write(html, model);
            html.Raw("</section>\n");
        }

        html.Raw("<footer><p>").Value($"{ModelWords.Variables(model)}. Read from the model's bytes by dotnet hub.").Raw("</p></footer>\n</main>\n<script>\n")
            .Raw(HtmlPage.Resource(typeof(ModelPage), "html/page.js")).Raw("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    public static string WordOf(Trainability trainability) => trainability switch
    {
        Trainability.Trainable => "trainable",
        Trainability.BatchNorm => "batch norm",
        Trainability.Frozen => "frozen",
        _ => "unknown",
    };

    /// <summary>A sign beside each colour, for those who see no colour.</summary>
    public static string GlyphOf(Trainability trainability) => trainability switch
    {
        Trainability.Trainable => "&#10003;",
        Trainability.BatchNorm => "&#8776;",
        Trainability.Frozen => "&#215;",
        _ => "?",
    };

    private static void Head(HtmlText html, HubModelInfo model)
    {
        html.Raw("<header>\n<h1>").Value(model.Name).Raw("</h1>\n");
        if (model.Handle != model.Name)
        {
            html.Raw("<p class=\"quiet mono\">").Value(model.Handle).Raw("</p>\n");
        }

        html.Raw("<div class=\"verdict\"><span class=\"badge ").Raw(Words.Of(model.Verdict)).Raw("\">")
            .Raw(VerdictGlyph(model.Verdict)).Raw(" ").Raw(VerdictWord(model.Verdict)).Raw("</span><p>").Value(ModelWords.Verdict(model)).Raw(". <code class=\"reason\">").Value(model.Reason).Raw("</code></p></div>\n");
        Bar(html, model);
        html.Raw("<dl>\n");
        HtmlPage.Fact(html, "Format", Words.Of(model.Format) + (model.TensorFlowVersion is null ? "" : ", TensorFlow " + model.TensorFlowVersion));
        HtmlPage.Fact(html, "Call", ModelWords.Call(model.Interface));
        HtmlPage.Fact(html, "Inputs", ModelWords.Tensors(model.Interface.Inputs));
        HtmlPage.Fact(html, "Outputs", ModelWords.Tensors(model.Interface.Outputs));
        if (PublisherClaim.Sentence(model) is { } claim)
        {
            HtmlPage.Fact(html, "Publisher's page", claim, isWrong: PublisherClaim.Agrees(model) == false);
        }

        if (ModelWords.TrainableHere(model) is { } here)
        {
            HtmlPage.Fact(html, "Trainable here", here, isWrong: here != "yes");
        }

        if (model.TensorFlowNet is { } net)
        {
            HtmlPage.Fact(html, "TensorFlow.NET", net.Refusal is { } refusal ? $"refuses it ({refusal})" : net.MissingGradients.Count > 0 ? "lacks the gradients of " + ModelWords.Operations(net.MissingGradients) : "nothing is known against it", isWrong: net.Refusal is not null || net.MissingGradients.Count > 0);
        }

        HtmlPage.Fact(html, "Digest of its files", model.Digest, isCode: true);
        html.Raw("</dl>\n</header>\n");
    }

    /// <summary>All parameters by trainability, and what the colours and patterns mean.</summary>
    private static void Bar(HtmlText html, HubModelInfo model)
    {
        var shares = model.Layers.GroupBy(static l => l.Trainability).OrderBy(static g => Array.IndexOf(_order, g.Key))
            .Select(static g => (State: g.Key, Layers: g.Count(), Parameters: g.Sum(static l => l.Parameters))).ToList();
        if (shares.Count == 0)
        {
            html.Raw("<p class=\"quiet\">It has no layers that could be told apart.</p>\n");
            return;
        }

        html.Raw("<div class=\"bar\" aria-hidden=\"true\">");
        foreach (var (state, _, parameters) in shares)
        {
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<span class=\"fill {Words.Of(state)}\" style=\"flex:{Math.Max(parameters, 1)} 1 0\"></span>"));
        }

        html.Raw("</div>\n<ul class=\"legend\">");
        foreach (var (state, layers, parameters) in shares)
        {
            html.Raw("<li><span class=\"swatch fill ").Raw(Words.Of(state)).Raw("\" aria-hidden=\"true\"></span><span>")
                .Value($"{WordOf(state)}: {ModelWords.Count(parameters, "parameter")} in {ModelWords.Count(layers, "layer")}").Raw("</span></li>");
        }

        html.Raw("</ul>\n");
    }

    private static readonly Trainability[] _order = [Trainability.Trainable, Trainability.BatchNorm, Trainability.Frozen, Trainability.Unknown];

    private static string VerdictWord(TrainabilityVerdict verdict) => verdict switch
    {
        TrainabilityVerdict.Full => "fully trainable",
        TrainabilityVerdict.Partial => "partly trainable",
        TrainabilityVerdict.None => "not trainable",
        _ => "unknown",
    };

    private static string VerdictGlyph(TrainabilityVerdict verdict) => verdict switch
    {
        TrainabilityVerdict.Full => "&#9679;",
        TrainabilityVerdict.Partial => "&#9680;",
        TrainabilityVerdict.None => "&#9675;",
        _ => "?",
    };
}
