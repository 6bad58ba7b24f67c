using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>How well each class, label or number is told.</summary>
internal static class ScoreSection
{
    /// <summary>A larger matrix is no picture any more: then the pairs that are confused most are listed.</summary>
    private const int LargestMatrix = 40;
    private const int MostPairs = 30;
    private const int MostRows = 2000;

    public static void Write(HtmlText html, Evaluation evaluation)
    {
        switch (evaluation)
        {
            case ClassEvaluation classes:
                Confusion(html, classes.Confusion);
                Begin(html, "classes", "Each class");
                Scores(html, "Class", "Images", classes.Classes, classes.Macro);
                if (classes.Classes.Count > 5)
                {
                    html.Raw("<p class=\"quiet\">").Value($"The right class is among the first five in {ReportNumbers.Percent(classes.TopAccuracy(5))} of the images.").Raw("</p>\n");
                }

                html.Raw("</section>\n");
                break;
            case LabelEvaluation labels:
                Begin(html, "labels", "Each label");
                html.Raw("<p class=\"quiet\">").Value(string.Create(CultureInfo.InvariantCulture, $"An example is said to have a label from a probability of {labels.Threshold} on.")).Raw("</p>\n");
                Scores(html, "Label", "Has it", labels.Labels, labels.Macro);
                html.Raw("</section>\n");
                break;
            case ValueEvaluation values:
                Begin(html, "values", "Each number");
                Values(html, values.Values);
                html.Raw("</section>\n");
                break;
        }
    }

    private static void Begin(HtmlText html, string id, string heading) => html.Raw($"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n");

    private static void Confusion(HtmlText html, ConfusionMatrix matrix)
    {
        Begin(html, "confusion", "What was taken for what");
        if (matrix.Names.Count <= LargestMatrix)
        {
            html.Raw("<p class=\"quiet\">A row is what the images are, a column what they were taken for; the stronger the colour, the larger the share of the row.</p>\n");
            Matrix(html, matrix);
        }
        else if (matrix.Confusions.Count == 0)
        {
            html.Raw("<p>Nothing was taken for anything else.</p>\n");
        }
        else
        {
            html.Raw("<p class=\"quiet\">").Value($"Of {ReportNumbers.Count(matrix.Names.Count, "class")[..^1]}es, those that were confused most often.").Raw("</p>\n<table class=\"plain\"><thead><tr><th scope=\"col\">Is</th><th scope=\"col\">Taken for</th><th scope=\"col\" class=\"number\">Images</th></tr></thead><tbody>\n");
            foreach (var (of, takenFor, count) in matrix.Confusions.Take(MostPairs))
            {
                html.Raw("<tr><td>").Value(matrix.Names[of]).Raw("</td><td>").Value(matrix.Names[takenFor]).Raw("</td><td class=\"number\">").Value(ReportNumbers.Whole(count)).Raw("</td></tr>\n");
            }

            html.Raw("</tbody></table>\n");
        }

        html.Raw("</section>\n");
    }

    private static void Matrix(HtmlText html, ConfusionMatrix matrix)
    {
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Confusion matrix\"><table class=\"heat\"><thead><tr><td></td>");
        foreach (var name in matrix.Names)
        {
            html.Raw("<th scope=\"col\" title=\"").Value(name).Raw("\"><span>").Value(name).Raw("</span></th>");
        }

        html.Raw("</tr></thead><tbody>\n");
        for (var of = 0; of < matrix.Names.Count; of++)
        {
            var row = Enumerable.Range(0, matrix.Names.Count).Select(to => matrix[of, to]).ToList();
            var all = Math.Max(1, row.Sum());
            html.Raw("<tr><th scope=\"row\" title=\"").Value(matrix.Names[of]).Raw("\"><span>").Value(matrix.Names[of]).Raw("</span></th>");
            for (var to = 0; to < row.Count; to++)
            {
                // The root, so that a few mistakes among many images are seen.
                var share = row[to] == 0 ? 0 : Math.Max(6, (int)Math.Round(55 * Math.Sqrt((double)row[to] / all)));
                html.Raw(string.Create(CultureInfo.InvariantCulture, $"<td class=\"{(of == to ? "right" : "confused")}\" style=\"--share:{share}%\" title=\""))
                    .Value($"{ReportNumbers.Whole(row[to])} of {matrix.Names[of]} taken for {matrix.Names[to]}, {ReportNumbers.Percent((double)row[to] / all)} of the row").Raw("\">")
                    .Raw(row[to] == 0 ? "<span class=\"zero\">0</span>" : ReportNumbers.Whole(row[to])).Raw("</td>");
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static void Scores(HtmlText html, string what, string count, IReadOnlyList<ClassScore> scores, MacroAverage macro)
    {
        html.Raw("<p class=\"quiet\">Precision: the share of what was taken for it that is of it. Recall: the share of it that was found. F1: their harmonic mean.</p>\n")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Scores\"><table class=\"plain\"><thead><tr><th scope=\"col\">").Raw(what)
            .Raw("</th><th scope=\"col\" class=\"number\">").Raw(count).Raw("</th><th scope=\"col\" class=\"number\">Precision</th><th scope=\"col\" class=\"number\">Recall</th><th scope=\"col\">F1</th></tr></thead><tbody>\n");
        foreach (var score in scores.Take(MostRows))
        {
            html.Raw("<tr><th scope=\"row\">").Value(score.Name).Raw("</th><td class=\"number\">").Value(ReportNumbers.Whole(score.Count)).Raw("</td>");
            Shares(html, score.Precision, score.Recall, score.F1);
        }

        html.Raw("</tbody><tfoot><tr><th scope=\"row\">mean of those that occur</th><td></td>");
        Shares(html, macro.Precision, macro.Recall, macro.F1);
        html.Raw("</tfoot></table></div>\n");
        if (scores.Count > MostRows)
        {
            html.Raw("<p class=\"quiet\">").Value($"The first {ReportNumbers.Whole(MostRows)} of {ReportNumbers.Whole(scores.Count)} are shown.").Raw("</p>\n");
        }
    }

    private static void Shares(HtmlText html, double precision, double recall, double f1) =>
        html.Raw("<td class=\"number\">").Value(ReportNumbers.Percent(precision)).Raw("</td><td class=\"number\">").Value(ReportNumbers.Percent(recall))
            .Raw(string.Create(CultureInfo.InvariantCulture, $"</td><td class=\"meter\"><span class=\"gauge\" aria-hidden=\"true\"><span style=\"width:{(double.IsNaN(f1) ? 0 : 100 * f1):0.#}%\"></span></span>"))
            .Value(ReportNumbers.Percent(f1)).Raw("</td></tr>\n");

    private static void Values(HtmlText html, IReadOnlyList<ValueScore> scores)
    {
        html.Raw("<p class=\"quiet\">R² is the share of a number's variance that the predictions explain: 1 is all of it, 0 no more than its mean does.</p>\n")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Errors\"><table class=\"plain\"><thead><tr><th scope=\"col\">Number</th><th scope=\"col\" class=\"number\">Mean absolute error</th><th scope=\"col\" class=\"number\">Root mean square error</th><th scope=\"col\" class=\"number\">R²</th></tr></thead><tbody>\n");
        foreach (var score in scores.Take(MostRows))
        {
            html.Raw("<tr><th scope=\"row\">").Value(score.Name).Raw("</th><td class=\"number\">").Value(ReportNumbers.Short(score.MeanAbsoluteError)).Raw("</td><td class=\"number\">")
                .Value(ReportNumbers.Short(score.RootMeanSquareError)).Raw("</td><td class=\"number\">").Value(ReportNumbers.Short(score.RSquared)).Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }
}
