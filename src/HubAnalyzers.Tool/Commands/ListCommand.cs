using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>list [--format table|json]</c>: what the caches on this machine hold.</summary>
internal static class ListCommand
{
    public static Command Create(ToolConsole console)
    {
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("list", "Lists the models in the caches of tensorflow_hub and kagglehub.") { format };
        command.SetAction(result =>
        {
            var caches = CacheFolders.OfThisMachine(console.Environment);
            var models = CacheListing.Of(caches).ToList();
            if (result.GetValue(format) == "json")
            {
                console.Output.Write(Json(models));
                return ExitCodes.Done;
            }

            var report = TextReport.For(console);
            if (models.Count == 0)
            {
                report.Fact("models", $"none in {caches.TfHub} and {caches.Kaggle}");
            }
            else
            {
                report.Table(
                    [("model", false), ("cache", false), ("size", true), ("state", false)],
                    models.Select(static m => (IReadOnlyList<Piece>)[
                        m.Handle ?? Path.GetFileName(m.Folder),
                        WordOf(m.Host),
                        Sizes.Of(m.Size),
                        m.Problem is null ? new Piece(Words.Of(m.Format!.Value), Tone.Good) : new Piece("damaged", Tone.Bad),
                    ]));
                foreach (var damaged in models.Where(static m => m.Problem is not null))
                {
                    report.Line();
                    report.Fact("damaged", damaged.Folder, Tone.Bad);
                    report.Fact("", damaged.Problem!);
                }
            }

            report.WriteTo(console);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string WordOf(HubHost host) => host == HubHost.Kaggle ? "kagglehub" : "tfhub";

    private static string Json(List<CachedModel> models) => JsonAnswer.Of(json =>
    {
        json.WriteStartArray();
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("handle", model.Handle);
            json.WriteString("cache", WordOf(model.Host));
            json.WriteString("folder", model.Folder);
            json.WriteNumber("size", model.Size);
            json.WriteString("format", model.Format is { } format ? Words.Of(format) : null);
            json.WriteString("tensorflowVersion", model.TensorFlowVersion);
            json.WriteString("digest", model.Digest);
            json.WriteString("problem", model.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
