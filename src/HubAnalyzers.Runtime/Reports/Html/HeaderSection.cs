using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>What a run was and what came out, at a glance.</summary>
internal static class HeaderSection
{
    private const int MostClasses = 12;

    public static void Write(HtmlText html, HubModelInfo model, FineTuneOptions options, FineTuneResult result, FineTuneReceipt receipt, RunCurves curves)
    {
        html.Raw("<header>\n<h1>").Value($"Fine-tuning of {model.Name}").Raw("</h1>\n");
        if (model.Handle != model.Name)
        {
            html.Raw("<p class=\"quiet mono\">").Value(model.Handle).Raw("</p>\n");
        }

        Outcome(html, options, result, receipt);
        Warnings(html, result);
        html.Raw("<dl>\n");
        HtmlPage.Fact(html, "Trained on", DataOf(receipt.Training));
        HtmlPage.Fact(html, "Measured on", DataOf(receipt.Validation));
        HtmlPage.Fact(html, "Head", $"{receipt.Head}: {NamesOf(receipt.Training)}");
        HtmlPage.Fact(html, "Optimizer", $"{KindOf(receipt, "optimizer")}, {string.Create(CultureInfo.InvariantCulture, $"{options.BatchSize}")} examples at once{(options.AccumulateBatches > 1 ? $", {ReportNumbers.Whole(options.AccumulateBatches)} batches a step" : "")}");
        HtmlPage.Fact(html, "Schedule", KindOf(receipt, "schedule"));
        if (receipt.Training.Preprocessing.Length > 0)
        {
            HtmlPage.Fact(html, "How files become numbers", receipt.Training.Preprocessing);
        }

        if (receipt.Training.Augmentation.Length > 0)
        {
            HtmlPage.Fact(html, "Varied in training", receipt.Training.Augmentation);
        }

        HtmlPage.Fact(html, "Digest of the model", receipt.Model.Digest, isCode: true);
        HtmlPage.Fact(html, "Digest of the training data", receipt.Training.Digest, isCode: true);
        html.Raw("</dl>\n");
        Stages(html, options, result, curves);
        html.Raw("</header>\n");
    }

    /// <summary>The metric that decided, before and after.</summary>
    private static void Outcome(HtmlText html, FineTuneOptions options, FineTuneResult result, FineTuneReceipt receipt)
    {
        var name = options.Monitor ?? HeadMetric.Deciding(result.MetricsAfter.Keys);
        var (before, after) = (result.MetricsBefore.GetValueOrDefault(name, double.NaN), result.MetricsAfter.GetValueOrDefault(name, double.NaN));
        var words = name switch
        {
            HeadMetric.Accuracy => $"of {ReportNumbers.Whole(receipt.Validation.Count)} validation examples were taken for what they are",
            _ => $"is the {name} on {ReportNumbers.Whole(receipt.Validation.Count)} validation examples",
        };
        html.Raw("<div class=\"verdict\"><span class=\"badge full\">").Value(Say(after)).Raw("</span><p>").Value($"{words}; {Say(before)} before the first step.{(result.WasStopped ? " The run was stopped before its end." : "")}").Raw("</p></div>\n");

        string Say(double value) => name is HeadMetric.Accuracy or HeadMetric.MicroF1 ? ReportNumbers.Percent(value) : ReportNumbers.Short(value);
    }

    private static void Warnings(HtmlText html, FineTuneResult result)
    {
        if (result.Warnings.Count == 0)
        {
            return;
        }

        html.Raw("<div class=\"warnings\" role=\"note\"><strong>Look at this</strong><ul>\n");
        foreach (var warning in result.Warnings)
        {
            html.Raw("<li>").Value(warning).Raw("</li>\n");
        }

        html.Raw("</ul></div>\n");
    }

    private static void Stages(HtmlText html, FineTuneOptions options, FineTuneResult result, RunCurves curves)
    {
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Stages\"><table class=\"plain stages\"><thead><tr><th scope=\"col\">Stage</th><th scope=\"col\">Trains</th><th scope=\"col\" class=\"number\">Learning rate</th><th scope=\"col\" class=\"number\">Epochs</th><th scope=\"col\"></th></tr></thead><tbody>\n");
        for (var i = 0; i < options.Stages.Count; i++)
        {
            var stage = options.Stages[i];
            var epochs = i < curves.Stages.Count ? curves.Stages[i].To - curves.Stages[i].From : 0;
            html.Raw("<tr><th scope=\"row\">").Value(stage.Name).Raw("</th><td>").Value(stage.Layers.Count == 0 ? "the head" : $"the head and {ReportNumbers.Count(stage.Layers.Count, "layer")}")
                .Raw("</td><td class=\"number\">").Value(ReportNumbers.Short(stage.LearningRate)).Raw("</td><td class=\"number\">")
                .Value(epochs == stage.Epochs ? ReportNumbers.Whole(epochs) : $"{ReportNumbers.Whole(epochs)} of {ReportNumbers.Whole(stage.Epochs)}").Raw("</td><td class=\"quiet\">")
                .Raw(result.StoppedEarly.Contains(stage.Name) && epochs < stage.Epochs ? "ended early" : "").Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private static string DataOf(ReceiptData data) => ReportNumbers.Count(data.Count, "example")
        + (data.CountOfEach.Count > 0 ? $", {Range(data.CountOfEach)} of each class" : "");

    private static string Range(IReadOnlyList<int> counts) => counts.Min() == counts.Max() ? ReportNumbers.Whole(counts.Max()) : $"{ReportNumbers.Whole(counts.Min())} to {ReportNumbers.Whole(counts.Max())}";

    private static string NamesOf(ReceiptData data)
    {
        var shown = string.Join(", ", data.Names.Take(MostClasses));
        return data.Names.Count <= MostClasses ? shown : $"{shown} and {ReportNumbers.Whole(data.Names.Count - MostClasses)} more";
    }

    /// <summary>The kind and numbers of a part of the options, as the receipt has them; what is 0 is off, and what belongs to it says nothing.</summary>
    private static string KindOf(FineTuneReceipt receipt, string part) =>
        receipt.Options.ValueKind == JsonValueKind.Object && receipt.Options.TryGetProperty(part, out var value) && value.ValueKind == JsonValueKind.Object
            ? string.Join(", ", value.EnumerateObject()
                .Where(p => p.Value.ToString() != "0" && !(p.NameEquals("warmUpFrom") && value.TryGetProperty("warmUpSteps", out var steps) && steps.ToString() == "0"))
                .Select(static p => p.NameEquals("kind") ? p.Value.ToString() : $"{p.Name} {p.Value}"))
            : "";
}
