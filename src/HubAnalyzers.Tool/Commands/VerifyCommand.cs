using System;
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
        var folder = new Argument<string>("folder") { Description = "Where to look for manifests.", DefaultValueFactory = static _ => "." };
        var models = new Option<string[]>("--models") { Description = "Folders that hold models under their local handles." };
        var command = new Command("verify", "Compares manifests with the models' bytes.") { folder, models };
        command.SetAction(result =>
        {
            var drifted = 0;
            var directory = result.GetValue(folder)!;
            if (!Directory.Exists(directory))
            {
                throw new HubModelFormatException(directory, "there is no such folder", "give a folder with manifests");
            }

            var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var path in Directory.EnumerateFiles(directory, "*" + ManifestFile.Extension, options).Where(IsSource).Order(StringComparer.Ordinal))
            {
                var manifest = ManifestFile.Read(path);
                string place;
                try
                {
                    place = ModelLocator.Find(manifest.Handle, result.GetValue(models));
                }
                catch (HubModelFormatException)
                {
                    console.Output.WriteLine($"{path}: '{manifest.Handle}' is not on this machine");
                    continue;
                }

                // The digest first: bytes that were changed may not even be a model any more.
                var (digest, files) = ModelDigest.Compute(place);
                var same = digest == manifest.Digest;
                drifted += same ? 0 : 1;
                console.Output.WriteLine(PlainText.OneLine(same
                    ? $"{path}: agrees with {place}"
                    : $"{path}: {Rulebook.ManifestDrift}: {Rulebook.Say(Rulebook.ManifestDriftMessage, manifest.Handle, place, string.Join(", ", FileDrift.Of(manifest.Files, files)))}"));
            }

            return drifted == 0 ? ExitCodes.Done : ExitCodes.AnswerIsNo;
        });
        return command;
    }

    private static bool IsSource(string path) => !path.Split('/', '\\').Any(static part => part is "bin" or "obj");
}
