using System.CommandLine;
using System.IO;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>add PATH|HANDLE [-o DIR] [--name NAME]</c></summary>
internal static class AddCommand
{
    public static Command Create(TextWriter output)
    {
        var model = ModelArgument.Create();
        var handle = ModelArgument.Handle();
        var folder = new Option<string>("--output", "-o") { Description = "The folder the manifest goes into.", DefaultValueFactory = static _ => "." };
        var name = new Option<string?>("--name") { Description = "The manifest's file name without .hubmodel.json; the generated class is named after it." };
        var command = new Command("add", "Writes a model's manifest into a project.") { model, folder, name, handle };
        command.SetAction(result =>
        {
            var info = ModelArgument.Inspect(result.GetValue(model)!, result.GetValue(handle));
            var stem = result.GetValue(name) ?? info.Name.Replace('/', '_');
            var directory = result.GetValue(folder)!;
            if (stem.Length == 0 || stem.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            {
                throw new HubModelFormatException(stem, "this is no file name", "give one with --name");
            }

            Directory.CreateDirectory(directory);
            var path = Path.Combine(directory, stem + ManifestFile.Extension);
            ManifestFile.Write(info, path);
            output.WriteLine($"{path}: {info.Layers.Count} layers, verdict {Words.Of(info.Verdict)} ({info.Reason})");
            return ExitCodes.Done;
        });
        return command;
    }
}
