using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>add PATH|HANDLE [-o DIR] [--name NAME]</c></summary>
internal static class AddCommand
{
    public static Command Create(ToolConsole console)
    {
        var model = ModelArgument.Create();
        var handle = ModelArgument.Handle();
        var card = ModelArgument.Card();
        var folder = new Option<string>("--output", "-o") { Description = "The folder the manifest goes into.", HelpName = "folder", DefaultValueFactory = static _ => "." };
        var name = new Option<string?>("--name") { Description = "The manifest's file name without .hubmodel.json; the generated class is named after it." };
        var command = new Command("add", "Writes a model's manifest into a project.") { model, folder, name, handle, card };
        command.SetAction(result =>
        {
            var stem = result.GetValue(name);
            if (stem is not null && !IsFileName(stem))
            {
                throw new WrongUsageException($"'{stem}' is no file name; give --name a name without folders.");
            }

            var info = ModelArgument.Inspect(result.GetValue(model)!, result.GetValue(handle), result.GetValue(card), console);
            var path = Path.Combine(MakeFolder(result.GetValue(folder)!), (stem ?? FileNameOf(info)) + ManifestFile.Extension);
            info = Carry(path, info);
            try
            {
                ManifestFile.Write(info, path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new HubModelFormatException(path, "it cannot be written: " + e.Message, "give a folder that can be written to with -o", e);
            }

            console.Output.WriteLine($"{path}: {info.Layers.Count} layers, verdict {Words.Of(info.Verdict)} ({info.Reason})");
            if (info.Aliases.Count > 0)
            {
                console.Output.WriteLine($"{path}: {info.Aliases.Count} former accessors go on compiling, marked obsolete");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>What the manifest that is there knows and the bytes do not: former accessors, and the publisher's tag.</summary>
    private static HubModelInfo Carry(string path, HubModelInfo info)
    {
        if (!File.Exists(path))
        {
            return info;
        }

        try
        {
            var before = ManifestFile.Read(path);
            return info.With(info.PublisherFlag ?? (before.Handle == info.Handle ? before.PublisherFlag : null), ModelDiff.Between(before, info).Aliases());
        }
        catch (HubModelFormatException)
        {
            // A manifest that cannot be read is exactly what 'add' is told to write again.
            return info;
        }
    }

    private static string MakeFolder(string folder)
    {
        try
        {
            return Directory.CreateDirectory(folder).FullName is { Length: > 0 } ? folder : ".";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubModelFormatException(folder, "the folder cannot be made: " + e.Message, "give another folder with -o", e);
        }
    }

    /// <summary>The model's name with what no file name may have, on any system, replaced.</summary>
    private static string FileNameOf(HubModelInfo info) =>
        new string([.. info.Name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' || char.IsLetter(c) ? c : '_')]).TrimStart('.') is { Length: > 0 } name
            ? name
            : throw new WrongUsageException($"No file can be named after the model '{info.Name}'; give a name with --name.");

    private static bool IsFileName(string name) =>
        name.Length > 0 && name is not ("." or "..") && name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) < 0 && !name.Any(char.IsControl);
}
