using System.IO;

namespace HubAnalyzers.Testing;

/// <summary>The real models beside the checkout. They are not part of the project: tests that need them say that they are skipped without.</summary>
internal static class SharedModels
{
    private static readonly string _folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "models"));

    /// <summary>The folder of a real model; skips the test where the models are not on this machine. Use with [SkippableFact].</summary>
    public static string Require(string name)
    {
        var path = Path.Combine(_folder, name);
        Skip.IfNot(Directory.Exists(path), $"the real model '{name}' is not on this machine ({_folder})");
        return path;
    }
}
