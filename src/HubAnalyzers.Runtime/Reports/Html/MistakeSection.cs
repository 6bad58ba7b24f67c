using System.Linq;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>The examples that the head was most wrong about, as pictures where they are images.</summary>
internal static class MistakeSection
{
    public static void Write(HtmlText html, Evaluation evaluation, int most)
    {
        var mistakes = evaluation.WorstMistakes.Take(most).ToList();
        var isNumber = evaluation is ValueEvaluation;
        if (mistakes.Count == 0)
        {
            if (evaluation is ClassEvaluation && most > 0)
            {
                html.Raw("<section aria-labelledby=\"mistakes\">\n<h2 id=\"mistakes\">Worst mistakes</h2>\n<p>None: every validation image was taken for what it is.</p>\n</section>\n");
            }

            return;
        }

        html.Raw("<section aria-labelledby=\"mistakes\">\n<h2 id=\"mistakes\">Worst mistakes</h2>\n<p class=\"quiet\">").Value(isNumber
            ? "The examples whose prediction is furthest off, the furthest first."
            : "The examples that the head was surest about and wrong, the surest first: look here for labels that are wrong, and for images that show two things.").Raw("</p>\n<ul class=\"mistakes\">\n");
        foreach (var mistake in mistakes)
        {
            html.Raw("<li><figure>");
            if (Thumbnail.Of(evaluation.Examples, mistake.Index) is { } picture)
            {
                html.Raw($"<img alt=\"").Value(mistake.Name).Raw($"\" src=\"{picture}\">");
            }

            html.Raw("<figcaption><span class=\"is\">").Value(mistake.Expected).Raw("</span><span class=\"taken\">taken for <b>").Value(mistake.Predicted).Raw("</b></span><span class=\"quiet\">")
                .Value(isNumber ? $"{ReportNumbers.Short(mistake.Size)} off" : $"{ReportNumbers.Percent(mistake.Size)} sure").Raw("</span><span class=\"quiet file\" title=\"").Value(mistake.Name).Raw("\">").Name(mistake.Name).Raw("</span></figcaption></figure></li>\n");
        }

        html.Raw("</ul>\n</section>\n");
    }
}
