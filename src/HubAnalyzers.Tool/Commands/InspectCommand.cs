using System.CommandLine;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Html;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>inspect PATH|HANDLE [--format table|json|html] [-o FILE]</c></summary>
internal static class InspectCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = ModelArgument.Create();
        var handle = ModelArgument.Handle();
        var card = ModelArgument.Card();
        var format = new Option<string>("--format") { Description = "table; json: exactly the manifest; html: one page with a map of the layers.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "html");
        var file = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "file" };
        var command = new Command("inspect", "Shows what of a model can be trained, and why not.") { model, format, handle, card, file };
        command.SetAction(result =>
        {
            var info = ModelArgument.Inspect(result.GetValue(model)!, result.GetValue(handle), result.GetValue(card), console);
            var text = result.GetValue(format) switch
            {
                "json" => Encoding.UTF8.GetString(ManifestFile.Write(info)),
                "html" => ModelPage.Of(info),
                _ => null,
            };
            if (result.GetValue(file) is { } path)
            {
                AtomicFile.Write(path, text ?? ModelTable.Of(info, new TextReport(fit: null)).ToPlainText());
            }
            else if (text is not null)
            {
                console.Output.Write(text);
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
