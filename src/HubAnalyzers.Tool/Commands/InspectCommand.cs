using System.CommandLine;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>inspect PATH|HANDLE [--format table|json] [-o FILE]</c></summary>
internal static class InspectCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = ModelArgument.Create();
        var handle = ModelArgument.Handle();
        var card = ModelArgument.Card();
        var format = new Option<string>("--format") { Description = "table, or json: exactly the manifest.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var file = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "file" };
        var command = new Command("inspect", "Shows what of a model can be trained, and why not.") { model, format, handle, card, file };
        command.SetAction(result =>
        {
            var info = ModelArgument.Inspect(result.GetValue(model)!, result.GetValue(handle), result.GetValue(card), console);
            var json = result.GetValue(format) == "json" ? Encoding.UTF8.GetString(ManifestFile.Write(info)) : null;
            if (result.GetValue(file) is { } path)
            {
                AtomicFile.Write(path, json ?? ModelTable.Of(info, new TextReport(fit: null)).ToPlainText());
            }
            else if (json is not null)
            {
                console.Output.Write(json);
            }
            else
            {
                ModelTable.Of(info, TextReport.For(console)).WriteTo(console);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
