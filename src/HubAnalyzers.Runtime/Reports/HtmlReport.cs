using System;
using System.Text;
using HubAnalyzers.Runtime.Html;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel.Pages;

namespace HubAnalyzers.Runtime;

/// <summary>
/// A run as one page for people: what came out, curves, confusion matrix, worst mistakes, what trained and what moved, proof of freeze.
/// The page needs nothing but itself: no network, no script. The same run gives the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="file">The file.</param>
    /// <param name="model">The model that was trained.</param>
    /// <param name="options">The options that it was trained with.</param>
    /// <param name="result">What came out.</param>
    /// <param name="reportOptions">What the page holds.</param>
    /// <exception cref="ArgumentException">The result has no receipt.</exception>
    /// <exception cref="System.IO.IOException">It cannot be written.</exception>
    public static void Write(string file, HubModel model, FineTuneOptions options, FineTuneResult result, HtmlReportOptions? reportOptions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(model);
        WholeFile.Write(file, Encoding.UTF8.GetBytes(Of(model.Facts, options, result, reportOptions)));
    }

    /// <summary>The page as text.</summary>
    /// <param name="model">The facts of the model that was trained.</param>
    /// <param name="options">The options that it was trained with.</param>
    /// <param name="result">What came out.</param>
    /// <param name="reportOptions">What the page holds.</param>
    /// <exception cref="ArgumentException">The result has no receipt.</exception>
    public static string Of(HubModelInfo model, FineTuneOptions options, FineTuneResult result, HtmlReportOptions? reportOptions = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(result);
        reportOptions ??= new HtmlReportOptions();
        reportOptions.Check();
        var receipt = result.Receipt ?? throw new ArgumentException("The result has no receipt; a report needs one.", nameof(result));
        var curves = new RunCurves(options, result, receipt.Training.Count);
        var html = HtmlPage.Begin($"Fine-tuning of {model.Name}", HtmlPage.Resource(typeof(HtmlReport), "reports/report.css"), "img-src data:");
        HeaderSection.Write(html, model, options, result, receipt, curves);
        CurveSection.Write(html, options, result, curves);
        if (result.Evaluation is { } evaluation)
        {
            ScoreSection.Write(html, evaluation);
            MistakeSection.Write(html, evaluation, reportOptions.MaxThumbnails);
        }

        new FreezeSection(model, options, result.ProofOfFreeze).Write(html);
        EnvironmentSection.Write(html, receipt, reportOptions.ReceiptFile);
        html.Raw("<footer><p>Written by HubAnalyzers.Runtime ").Value(receipt.Environment.Runtime).Raw(".</p></footer>\n</main>\n</body>\n</html>\n");
        return html.ToString();
    }
}
