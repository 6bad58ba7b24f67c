using System;
using System.Text.Json;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime.Html;

/// <summary>What the run was made with, for those who want to repeat it.</summary>
internal static class EnvironmentSection
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, NewLine = "\n" };

    public static void Write(HtmlText html, FineTuneReceipt receipt, string? receiptFile)
    {
        var environment = receipt.Environment;
        html.Raw("<section aria-labelledby=\"environment\">\n<h2 id=\"environment\">What it ran with</h2>\n<dl>\n");
        HtmlPage.Fact(html, "HubAnalyzers.Runtime", environment.Runtime);
        HtmlPage.Fact(html, "TorchSharp, libtorch", $"{environment.TorchSharp}, {environment.LibTorch}");
        HtmlPage.Fact(html, ".NET", environment.Framework);
        HtmlPage.Fact(html, "System", $"{environment.System}, {environment.Architecture}");
        HtmlPage.Fact(html, "Device", $"{environment.Device}, {ReportNumbers.Count(environment.Threads, "thread")}");
        HtmlPage.Fact(html, "Digest of the validation data", receipt.Validation.Digest, isCode: true);
        HtmlPage.Fact(html, "Digest of the head's weights", receipt.Results.HeadWeights, isCode: true);
        HtmlPage.Fact(html, "Digest of the model's weights", receipt.Results.ModelWeights, isCode: true);
        html.Raw("</dl>\n");
        if (receipt.Plan.Count > 0)
        {
            html.Raw("<details><summary>How it was planned</summary><ul>");
            foreach (var line in receipt.Plan)
            {
                html.Raw("<li>").Value(line).Raw("</li>");
            }

            html.Raw("</ul></details>\n");
        }

        html.Raw("<details><summary>All options</summary>\n<pre tabindex=\"0\">").Lines(JsonSerializer.Serialize(receipt.Options, _indented)).Raw("</pre></details>\n");
        if (receiptFile is not null)
        {
            html.Raw("<p>Everything that the run was made of, for programs: <a href=\"./").Value(Uri.EscapeDataString(receiptFile)).Raw("\">").Value(receiptFile).Raw("</a></p>\n");
        }

        html.Raw("</section>\n");
    }
}
