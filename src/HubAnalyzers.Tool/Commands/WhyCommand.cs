using System;
using System.CommandLine;
using System.Linq;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>why PATH|MANIFEST LAYER</c></summary>
internal static class WhyCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = new Argument<string>("model") { Description = "A model's folder or handle, or a manifest." };
        var layer = new Argument<string>("layer") { Description = "The layer's original name, or its accessor." };
        var command = new Command("why", "Says why a layer can or cannot be trained, with the evidence.") { model, layer };
        command.SetAction(result =>
        {
            var source = result.GetValue(model)!;
            var name = result.GetValue(layer)!;
            var info = source.EndsWith(ManifestFile.Extension, StringComparison.OrdinalIgnoreCase) ? ManifestFile.Read(source) : ModelArgument.Inspect(source, null);
            var found = info.Layers.FirstOrDefault(l => l.Name == name) ?? info.Layers.FirstOrDefault(l => l.Accessor == name);
            if (found is null)
            {
                throw new HubModelFormatException(source, $"it has no layer '{name}'", "'dotnet hub inspect' lists the layers");
            }

            console.Output.WriteLine($"{found.Name} ({Words.Of(found.Kind)}): {Words.Of(found.Trainability)}, because {found.Why} ({found.Reason})");
            foreach (var variable in info.Variables.Where(v => v.Layer == found.Name))
            {
                var evidence = variable.Evidence is { } e ? $" [{e.File}: {e.Node}{(e.Op is null ? "" : ", " + e.Op)}]" : "";
                console.Output.WriteLine($"  {variable.Name} {variable.DType}[{string.Join(", ", variable.Shape)}]: {Words.Of(variable.Trainability)}, {variable.Why} ({variable.Reason}){evidence}");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
