using System;
using System.IO;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Hostile;

/// <summary>A copy of a model that a test may damage.</summary>
internal sealed class ModelCopy : IDisposable
{
    private readonly TempFolder _folder = new();

    public ModelCopy(string model)
    {
        foreach (var file in Directory.EnumerateFiles(model, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(model, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
