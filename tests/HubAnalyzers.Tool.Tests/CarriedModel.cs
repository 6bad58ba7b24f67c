using System;
using System.IO;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Tool.Tests;

/// <summary>The model that the repository carries, and copies of it that a test may damage.</summary>
internal static class CarriedModel
{
    public const string Name = "shapes_mobilenet";

    public static string Folder { get; } = Repository.PathOf("samples", "models", Name);

    public static string CopyTo(TempFolder folder, string name = Name)
    {
        var copy = folder.File(name);
        Directory.CreateDirectory(Path.Combine(copy, "variables"));
        foreach (var file in new[] { "saved_model.pb", "variables/variables.index", "variables/variables.data-00000-of-00001" })
        {
            File.Copy(Path.Combine(Folder, file), Path.Combine(copy, file));
        }

        return copy;
    }

    public static void Change(string file, Func<byte[], byte[]> change) => File.WriteAllBytes(file, change(File.ReadAllBytes(file)));
}
