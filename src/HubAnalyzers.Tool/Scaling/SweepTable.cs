using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;
using HubAnalyzers.Tool.Training;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>The trials of all shards as one table, the best first: <c>sweep.csv</c>.</summary>
internal static class SweepTable
{
    private const string FileName = "sweep.csv";

    /// <summary>Of these a smaller number is better, of all others a larger one.</summary>
    private static readonly string[] _losses = [HeadMetric.Loss, HeadMetric.MeanAbsoluteError];

    public static int Merge(string folder, string? metric, ToolConsole console) => Guard.Run(() =>
    {
        var parts = ShardRecord.ReadAll(folder, SweepRun.Work).SelectMany(static r => r.Parts).OrderBy(static p => p.First).ToList();
        const string Remedy = "run all shards again with the same --grid";
        PartsInOrder.Require(folder, parts, "trials", first: 1, Remedy);
        if (parts.Find(static p => p.Count != 1) is { } other)
        {
            throw new HubModelFormatException(folder, $"'{other.Name}' is {other.Count} trials, not one", Remedy);
        }

        var rows = parts.ConvertAll(p => (Part: p, Receipt: ReceiptOf(folder, p)));
        foreach (var (part, receipt) in rows.Where(r => r.Receipt.Model != rows[0].Receipt.Model))
        {
            throw new HubModelFormatException(Path.Combine(ShardRecord.PartsOf(folder), part.File!), $"its model is {receipt.Model.Digest}, the first trial's {rows[0].Receipt.Model.Digest}", "run all shards with one model");
        }

        var by = metric ?? HeadMetric.Deciding(rows[0].Receipt.Results.After.Keys);
        if (rows.Find(r => !r.Receipt.Results.After.ContainsKey(by)) is { Receipt: { } without })
        {
            throw new WrongUsageException($"--metric {by}: the trials have {string.Join(", ", without.Results.After.Keys)}.");
        }

        var sorted = rows.OrderBy(r => Rank(r.Receipt.Results.After[by], smallerIsBetter: _losses.Contains(by))).ThenBy(static r => r.Part.First).ToList();
        var path = Path.Combine(folder, FileName);
        WholeFile.Write(path, Encoding.UTF8.GetBytes(Csv(sorted)));
        Report(sorted, by, path, console);
        return ExitCodes.Done;
    });

    /// <summary>What is no number is last.</summary>
    private static double Rank(double value, bool smallerIsBetter) => double.IsNaN(value) ? double.PositiveInfinity : smallerIsBetter ? value : -value;

    private static FineTuneReceipt ReceiptOf(string folder, ShardPart part)
    {
        var path = Path.Combine(ShardRecord.PartsOf(folder), part.File!);
        ShardRecord.RequireBytes(part, path, ShardRecord.DigestOf(path));
        var receipt = FineTuneReceipt.Read(path);
        return receipt.Request is { } request && SweepRun.KeyOf(new Trial([], RequestJson.Of(request, path))) == part.Key
            ? receipt
            : throw new HubModelFormatException(path, "it is the receipt of another trial than its record names", ShardRecord.Remedy);
    }

    private static string Csv(IReadOnlyList<(ShardPart Part, FineTuneReceipt Receipt)> rows)
    {
        var values = rows.Select(static r => ValuesOf(r.Part.Name)).ToList();
        var metrics = rows[0].Receipt.Results.After.Keys.Where(m => rows.All(r => r.Receipt.Results.After.ContainsKey(m))).ToList();
        var text = new StringBuilder("trial,").AppendJoin(',', values[0].Select(static v => CsvText.Cell(v.Name)).Concat(metrics)).Append(",model_weights,head_weights,receipt\n");
        foreach (var ((part, receipt), own) in rows.Zip(values))
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.First + 1},")
                .AppendJoin(',', own.Select(static v => CsvText.Cell(v.Value)).Concat(metrics.Select(m => receipt.Results.After[m].ToString("R", CultureInfo.InvariantCulture))))
                .Append(CultureInfo.InvariantCulture, $",{receipt.Results.ModelWeights},{receipt.Results.HeadWeights},parts/{part.File}\n");
        }

        return text.ToString();
    }

    private static void Report(IReadOnlyList<(ShardPart Part, FineTuneReceipt Receipt)> rows, string by, string path, ToolConsole console)
    {
        var report = TextReport.For(console);
        report.Table(
            [("Trial", false), ("Values", false), (by, true), ("Loss", true)],
            rows.Select(r => (IReadOnlyList<Piece>)
            [
                (r.Part.First + 1).ToString(CultureInfo.InvariantCulture), r.Part.Name,
                r.Receipt.Results.After[by].ToString("F4", CultureInfo.InvariantCulture),
                r.Receipt.Results.After.GetValueOrDefault(HeadMetric.Loss, double.NaN).ToString("F4", CultureInfo.InvariantCulture),
            ]));
        if (rows.Select(static r => r.Receipt.Validation.Digest).Distinct().Count() > 1)
        {
            report.Line("");
            report.Paragraph("", "The trials were measured on different images, so their numbers do not compare exactly.");
        }

        report.Line("");
        report.Fact("table", path);
        report.WriteTo(console);
    }

    private static List<(string Name, string Value)> ValuesOf(string name) =>
        [.. name.Split(' ').Select(static v => v.Split('=', 2)).Select(static v => (v[0], v.Length > 1 ? v[1] : ""))];
}
