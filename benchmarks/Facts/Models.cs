using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Facts;

/// <summary>The models that are measured.</summary>
internal static class Models
{
    /// <summary>The real model with the most bytes, and the one with the largest graph; none where the real models are not on this machine.</summary>
    public static List<string> Largest()
    {
        var shared = Path.Combine(Root(), "..", "shared", "models");
        var models = Directory.Exists(shared) ? Directory.GetDirectories(shared).Where(static d => File.Exists(Path.Combine(d, "saved_model.pb"))).ToList() : [];
        return models.Count == 0 ? [] : [.. new[] { models.MaxBy(SizeOf)!, models.MaxBy(static d => new FileInfo(Path.Combine(d, "saved_model.pb")).Length)! }.Distinct()];
    }

    public static string Carried() => Path.Combine(Root(), "samples", "models", "shapes_mobilenet");

    public static long SizeOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(static f => new FileInfo(f).Length);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HubAnalyzers.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("run this from a build inside the repository");
    }
}
