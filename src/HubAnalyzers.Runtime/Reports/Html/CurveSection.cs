using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>How the run went: loss, metrics and learning rate over its epochs, as lines and as a table.</summary>
internal static class CurveSection
{
    private const int MostMetrics = 6;

    public static void Write(HtmlText html, FineTuneOptions options, FineTuneResult result, RunCurves curves)
    {
        html.Raw("<section aria-labelledby=\"curves\">\n<h2 id=\"curves\">How it learnt</h2>\n");
        if (curves.Epochs == 0)
        {
            html.Raw("<p class=\"quiet\">No epoch was completed.</p>\n</section>\n");
            return;
        }

        var isOther = options.LabelSmoothing > 0 || options.ClassWeights is not null;
        html.Raw("<p class=\"quiet\">").Value(isOther
            ? "Epoch 0 is before the first step. The loss in training has label smoothing or class weights in it, the one in validation has not: they do not compare."
            : "Epoch 0 is before the first step. The loss in training is the mean over an epoch's steps, while the weights still move; the one in validation is measured afterwards.").Raw("</p>\n<div class=\"charts\">\n");
        new LineChart("Loss", curves.Stages, curves.Epochs)
            .Add("training", "train", curves.Loss)
            .Add("validation", "valid", curves.Metrics.GetValueOrDefault(HeadMetric.Loss, []))
            .Write(html);
        foreach (var (name, points) in curves.Metrics.Where(static m => m.Key != HeadMetric.Loss).Take(MostMetrics))
        {
            new LineChart(Title(name), curves.Stages, curves.Epochs).Add("validation", "valid", points).Write(html);
        }

        var rate = new LineChart("Learning rate", curves.Stages, curves.Epochs);
        foreach (var (points, i) in curves.Rates.Select(static (p, i) => (p, i)))
        {
            rate.Add(i == 0 ? "at each step" : null, "rate", points, hasDots: false);
        }

        rate.Write(html);
        html.Raw("</div>\n");
        Table(html, result);
        html.Raw("</section>\n");
    }

    private static void Table(HtmlText html, FineTuneResult result)
    {
        var metrics = result.History.SelectMany(static e => e.Metrics.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        html.Raw("<details><summary>All epochs as a table</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"All epochs\"><table class=\"plain\"><thead><tr><th scope=\"col\">Stage</th><th scope=\"col\" class=\"number\">Epoch</th><th scope=\"col\" class=\"number\">Training loss</th>");
        foreach (var name in metrics)
        {
            html.Raw("<th scope=\"col\" class=\"number\">Validation ").Value(name).Raw("</th>");
        }

        html.Raw("</tr></thead><tbody>\n");
        foreach (var epoch in result.History)
        {
            html.Raw("<tr><td>").Value(epoch.Stage).Raw("</td><td class=\"number\">").Value(epoch.Epoch.ToString(CultureInfo.InvariantCulture))
                .Raw("</td><td class=\"number\">").Value(ReportNumbers.Short(epoch.Loss)).Raw("</td>");
            foreach (var name in metrics)
            {
                html.Raw("<td class=\"number\">").Value(ReportNumbers.Short(epoch.Metrics.GetValueOrDefault(name, double.NaN))).Raw("</td>");
            }

            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div></details>\n");
    }

    private static string Title(string metric) => metric switch
    {
        HeadMetric.Accuracy => "Accuracy",
        HeadMetric.MicroF1 => "F1 over all labels",
        HeadMetric.MeanAbsoluteError => "Mean absolute error",
        _ => metric,
    };
}
