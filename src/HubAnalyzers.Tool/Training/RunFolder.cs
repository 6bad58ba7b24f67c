using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using HubAnalyzers.Runtime;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Tool.Training;

/// <summary>What a run leaves: <c>saved_model/</c>, <c>head/</c>, <c>labels.txt</c>, <c>run.json</c>.</summary>
internal static class RunFolder
{
    public static string ModelOf(string folder) => Path.Combine(folder, "saved_model");

    public static string HeadOf(string folder) => Path.Combine(folder, "head", "head");

    /// <summary>The classes, in the order of the head's scores.</summary>
    public static IReadOnlyList<string> LabelsOf(string folder)
    {
        var path = Path.Combine(folder, "labels.txt");
        if (!File.Exists(path))
        {
            throw new HubModelFormatException(path, "the file is missing", "give the folder that 'dotnet hub train -o' wrote");
        }

        return File.ReadAllLines(path);
    }

    /// <summary>A new run must not meet an old one.</summary>
    public static void RequireFree(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new WrongUsageException($"'{folder}' is there already; give another folder with -o, or remove it.");
        }
    }

    /// <summary>Writes all of it beside the folder and moves it there: the folder is whole or not there.</summary>
    public static void Write(string folder, HubModel model, ClassificationHead head, IReadOnlyList<string> labels, string run)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var staging = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.Combine(staging, "head"));
            model.Export(ModelOf(staging));
            head.Export(HeadOf(staging));
            var utf8 = new UTF8Encoding(false);
            File.WriteAllText(Path.Combine(staging, "labels.txt"), string.Concat(labels.Select(static l => l + "\n")), utf8);
            File.WriteAllText(Path.Combine(staging, "run.json"), run, utf8);
            if (Directory.Exists(full))
            {
                // It is empty, or it was refused before anything ran; one that filled since stays, and this fails.
                Directory.Delete(full);
            }

            Directory.Move(staging, full);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }
}
