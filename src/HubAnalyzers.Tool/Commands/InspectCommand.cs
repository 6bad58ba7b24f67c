using System.CommandLine;
using System.IO;
using System.Text;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>inspect PATH|HANDLE [--format table|json] [-o FILE]</c></summary>
internal static class InspectCommand
{
    public static Command Create(TextWriter output)
    {
        var model = ModelArgument.Create();
        var handle = ModelArgument.Handle();
        var format = new Option<string>("--format") { Description = "table, or json: exactly the manifest.", DefaultValueFactory = static _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var file = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output." };
        var command = new Command("inspect", "Shows what of a model can be trained, and why not.") { model, format, handle, file };
        command.SetAction(result =>
        {
            var info = ModelArgument.Inspect(result.GetValue(model)!, result.GetValue(handle));
            var text = result.GetValue(format) == "json" ? Encoding.UTF8.GetString(ManifestFile.Write(info)) : null;
            if (result.GetValue(file) is { } path)
            {
                AtomicFile.Write(path, text ?? ModelTable.Render(info));
            }
            else if (text is not null)
            {
                output.Write(text);
            }
            else
            {
                ModelTable.Write(info, output);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
