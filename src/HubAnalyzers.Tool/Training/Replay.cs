using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Training;

/// <summary>A run and its repetition, beside each other. Programs and machine may differ; what came out decides.</summary>
internal sealed class Replay
{
    private readonly FineTuneReceipt _first;
    private readonly FineTuneReceipt _second;
    private readonly List<ReceiptDifference> _surroundings;
    private readonly List<ReceiptDifference> _differences;

    private Replay(FineTuneReceipt first, FineTuneReceipt second)
    {
        _first = first;
        _second = second;
        var all = FineTuneReceipt.Compare(first with { Request = null }, second with { Request = null });
        _surroundings = [.. all.Where(IsOfSurroundings)];
        _differences = [.. all.Where(static d => !IsOfSurroundings(d))];
    }

    /// <summary>Whether the same came out: every number of every epoch, and the weights to the bit.</summary>
    public bool IsSame => _differences.Count == 0;

    public static Replay Of(FineTuneReceipt first, FineTuneReceipt second) => new(first, second);

    public void Write(TextReport report)
    {
        var metrics = _first.Epochs.Concat(_second.Epochs).SelectMany(static e => e.Metrics.Keys).Distinct(StringComparer.Ordinal).ToList();
        report.Table(
            [("Stage", false), ("Epoch", true), ("Loss", true), .. metrics.Select(static m => ($"Measured {m}", true))],
            Enumerable.Range(0, Math.Max(_first.Epochs.Count, _second.Epochs.Count)).Select(i => Row(_first.Epochs.ElementAtOrDefault(i), _second.Epochs.ElementAtOrDefault(i), metrics)));
        report.Line("");
        foreach (var (place, first, second) in _differences.Where(static d => !d.Place.StartsWith("epochs", StringComparison.Ordinal)))
        {
            report.Fact("differs", $"{place}: {first ?? "nothing"} then, {second ?? "nothing"} now", Tone.Bad);
        }

        foreach (var (place, first, second) in _surroundings)
        {
            report.Fact("note", $"{place}: {first ?? "nothing"} then, {second ?? "nothing"} now", Tone.Caution);
        }

        if (IsSame)
        {
            report.Fact("same", "every number of every epoch, and the weights to the bit", Tone.Good);
        }
        else if (_surroundings.Count == 0)
        {
            report.Fact("note", "programs and machine are the same, so the same was to be expected", Tone.Caution);
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("same", IsSame);
        Write(json, "differences", _differences);
        Write(json, "surroundings", _surroundings);
        json.WriteEndObject();
    }

    /// <summary>Where the model's digest is the same, what else is said of the model is where it lies and who described it.</summary>
    private static bool IsOfSurroundings(ReceiptDifference difference) =>
        difference.Place.StartsWith("environment.", StringComparison.Ordinal) || difference.Place.StartsWith("plan", StringComparison.Ordinal) || difference.Place is "model.handle" or "model.manifestDigest";

    private static Piece[] Row(ReceiptEpoch? first, ReceiptEpoch? second, List<string> metrics)
    {
        var any = (first ?? second)!;
        return
        [
            any.Stage,
            any.Epoch.ToString(CultureInfo.InvariantCulture),
            Cell(HeadMetric.Loss, first?.Loss, second?.Loss),
            .. metrics.Select(m => Cell(m, Of(first, m), Of(second, m))),
        ];
    }

    /// <summary>One number where both are the same to the bit; else both, with as many digits as tell them apart.</summary>
    private static Piece Cell(string name, double? first, double? second)
    {
        if (first.Equals(second))
        {
            return Text(name, first);
        }

        var (then, now) = (Text(name, first), Text(name, second));
        return new Piece(then == now ? $"{first!.Value.ToString("R", CultureInfo.InvariantCulture)} → {second!.Value.ToString("R", CultureInfo.InvariantCulture)}" : $"{then} → {now}", Tone.Bad);
    }

    private static string Text(string name, double? value) => value is { } v ? MetricText.Of(name, v) : "none";

    private static double? Of(ReceiptEpoch? epoch, string metric) => epoch is not null && epoch.Metrics.TryGetValue(metric, out var value) ? value : null;

    private static void Write(Utf8JsonWriter json, string key, List<ReceiptDifference> differences)
    {
        json.WriteStartArray(key);
        foreach (var (place, first, second) in differences)
        {
            json.WriteStartObject();
            json.WriteString("place", place);
            json.WriteString("then", first);
            json.WriteString("now", second);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
