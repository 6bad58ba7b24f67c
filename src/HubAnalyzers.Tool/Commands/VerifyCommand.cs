using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.Tool.Output;

namespace HubAnalyzers.Tool.Commands;

/// <summary><c>verify [DIR]</c>: every manifest below a folder against the bytes of its model.</summary>
internal static class VerifyCommand
{
    public static Command Create(ToolConsole console)
    {
        var folder = new Argument<string>("folder") { Description = "Where to look for manifests, or one manifest.", DefaultValueFactory = static _ => "." };
        var models = new Option<string[]>("--models") { Description = "Folders that hold models under their local handles.", HelpName = "folders", AllowMultipleArgumentsPerToken = true };
        var command = new Command("verify", "Compares manifests with the models' bytes. Exit code 1 where one differs; a model that is not on this machine is listed and is no failure.") { folder, models };
        command.SetAction(result =>
        {
            var answer = ExitCodes.Done;
            foreach (var path in Manifests(result.GetValue(folder)!))
            {
                try
                {
                    answer = Verify(path, result.GetValue(models) ?? [], console) || answer != ExitCodes.Done ? answer : ExitCodes.AnswerIsNo;
                }
                catch (HubModelFormatException e)
                {
                    // The others are still worth an answer.
                    console.Error.WriteLine(PlainText.OneLine(e.Message));
                    answer = ExitCodes.BadInput;
                }
            }

            return answer;
        });
        return command;
    }

    private static IEnumerable<string> Manifests(string place)
    {
        if (File.Exists(place))
        {
            return [place];
        }

        if (!Directory.Exists(place))
        {
            throw new HubModelFormatException(place, "there is no such folder", "give a folder with manifests");
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(place, "*" + ManifestFile.Extension, options)
            .Where(path => !Path.GetRelativePath(place, path).Split('/', '\\').Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Whether the manifest agrees with the bytes, as far as they are on this machine.</summary>
    private static bool Verify(string path, string[] models, ToolConsole console)
    {
        var manifest = ManifestFile.Read(path);
        string place;
        try
        {
            place = ModelLocator.Find(manifest.Handle, models, console.Environment);
        }
        catch (HubModelFormatException)
        {
            Say($"'{manifest.Handle}' is not on this machine");
            return true;
        }

        // The digest first: bytes that were changed may not even be a model any more.
        var drift = FileDrift.Of(manifest.Digest, manifest.Files, ModelDigest.Compute(place));
        var differences = drift.Count > 0 ? drift : ManifestDrift.Of(manifest, ModelInspector.Inspect(place, manifest.Handle));
        Say(differences.Count == 0
            ? $"agrees with {place}"
            : $"{Rulebook.ManifestDrift}: {Rulebook.Say(Rulebook.ManifestDriftMessage, manifest.Handle, place, string.Join(", ", differences))}");
        return differences.Count == 0;

        void Say(string what) => console.Output.WriteLine(PlainText.OneLine($"{path}: {what}"));
    }
}
