using System.CommandLine;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>diff A B</c>: what changed from one version of a model to another. Exit code 1 where anything did.</summary>
internal static class DiffCommand
{
    public static Command Create(ToolConsole console)
    {
        var older = ModelArgument.CreateOrManifest("a");
        var newer = ModelArgument.CreateOrManifest("b");
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("diff", "Shows what changed between two versions of a model.") { older, newer, format };
        command.SetAction(result =>
        {
            var diff = ModelDiff.Between(ModelArgument.Read(result.GetValue(older)!, console), ModelArgument.Read(result.GetValue(newer)!, console));
            if (result.GetValue(format) == "json")
            {
                console.Output.Write(Json(diff));
            }
            else
            {
                Report(diff, TextReport.For(console)).WriteTo(console);
            }

            return diff.IsEmpty ? ExitCodes.Done : ExitCodes.AnswerIsNo;
        });
        return command;
    }

    private static TextReport Report(ModelDiff diff, TextReport report)
    {
        report.Fact("before", $"{diff.Older.Handle}, {diff.Older.Digest}");
        report.Fact("now", $"{diff.Newer.Handle}, {diff.Newer.Digest}");
        if (diff.IsEmpty)
        {
            report.Fact("same", "the same bytes and the same facts", Tone.Good);
            return report;
        }

        if (diff.SameFacts)
        {
            report.Fact("weights", "other bytes, the same layers: only values changed", Tone.Caution);
            return report;
        }

        if (diff.Older.Format != diff.Newer.Format)
        {
            report.Fact("format", $"{Words.Of(diff.Older.Format)} before, {Words.Of(diff.Newer.Format)} now", Tone.Caution);
        }

        if (diff.Older.Verdict != diff.Newer.Verdict)
        {
            report.Fact("verdict", $"{Words.Of(diff.Older.Verdict)} before, {Words.Of(diff.Newer.Verdict)} now: {diff.Newer.Why} ({diff.Newer.Reason})", ModelTable.ToneOf(diff.Newer.Verdict));
        }

        foreach (var change in diff.Interface)
        {
            report.Fact("call", change, Tone.Caution);
        }

        foreach (var layer in diff.Removed)
        {
            report.Fact("removed", $"{layer.Name} ({Words.Of(layer.Kind)}, {ModelWords.Count(layer.Parameters, "parameter")})", Tone.Bad);
        }

        foreach (var layer in diff.Added)
        {
            report.Fact("added", $"{layer.Name} ({Words.Of(layer.Kind)}, {ModelWords.Count(layer.Parameters, "parameter")}, {Words.Of(layer.Trainability)})", Tone.Good);
        }

        foreach (var rename in diff.Renamed)
        {
            report.Fact("renamed", $"{rename.From.Name} is now {rename.To.Name}", Tone.Caution);
        }

        foreach (var (layer, from, to) in diff.Reshaped)
        {
            report.Fact("shapes", $"{layer.To.Name}: {from} before, {to} now", Tone.Caution);
        }

        foreach (var change in diff.Retrained)
        {
            report.Fact(WordOf(change), $"{change.To.Name}: {Words.Of(change.From.Trainability)} ({change.From.Reason}) before, {Words.Of(change.To.Trainability)} now, because {change.To.Why} ({change.To.Reason})", ModelTable.ToneOf(change.To.Trainability));
        }

        if (diff.Aliases() is { Count: > 0 } aliases)
        {
            report.Fact("aliases", $"'dotnet hub add' onto the manifest of the first keeps {ModelTable.Number(aliases.Count)} former accessor{(aliases.Count == 1 ? "" : "s")} compiling");
        }

        return report;
    }

    private static string WordOf(LayerRename change) => (change.From.Trainability, change.To.Trainability) switch
    {
        (Trainability.Frozen, Trainability.Frozen) => "reason",
        (_, Trainability.Frozen) => "refrozen",
        (Trainability.Frozen, _) => "unfrozen",
        _ => "changed",
    };

    private static string Json(ModelDiff diff) => JsonAnswer.Of(json =>
    {
        json.WriteStartObject();
        Model(json, "a", diff.Older);
        Model(json, "b", diff.Newer);
        json.WriteBoolean("sameBytes", diff.SameBytes);
        json.WriteBoolean("sameFacts", diff.SameFacts);
        Names(json, "added", diff.Added.Select(static l => l.Name));
        Names(json, "removed", diff.Removed.Select(static l => l.Name));
        json.WriteStartArray("renamed");
        foreach (var rename in diff.Renamed)
        {
            Change(json, null, rename.From.Name, rename.To.Name);
        }

        json.WriteEndArray();
        json.WriteStartArray("trainability");
        foreach (var change in diff.Retrained)
        {
            json.WriteStartObject();
            json.WriteString("layer", change.To.Name);
            json.WriteString("from", Words.Of(change.From.Trainability));
            json.WriteString("to", Words.Of(change.To.Trainability));
            json.WriteString("reason", change.To.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("shapes");
        foreach (var (layer, from, to) in diff.Reshaped)
        {
            Change(json, layer.To.Name, from, to);
        }

        json.WriteEndArray();
        Names(json, "interface", diff.Interface);
        json.WriteStartArray("aliases");
        foreach (var alias in diff.Aliases())
        {
            json.WriteStartObject();
            json.WriteString("accessor", alias.Accessor);
            json.WriteString("layer", alias.Layer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Model(Utf8JsonWriter json, string key, HubModelInfo model)
    {
        json.WriteStartObject(key);
        json.WriteString("handle", model.Handle);
        json.WriteString("digest", model.Digest);
        json.WriteString("format", Words.Of(model.Format));
        json.WriteString("verdict", Words.Of(model.Verdict));
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string key, System.Collections.Generic.IEnumerable<string> names)
    {
        json.WriteStartArray(key);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void Change(Utf8JsonWriter json, string? layer, string from, string to)
    {
        json.WriteStartObject();
        if (layer is not null)
        {
            json.WriteString("layer", layer);
        }

        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteEndObject();
    }
}
