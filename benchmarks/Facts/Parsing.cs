using System.IO;

namespace HubAnalyzers.Benchmarks.Facts;

/// <summary>The least that any reader of a model does: the file becomes objects.</summary>
internal static class Parsing
{
    public static object Parse(string file)
    {
        using var stream = File.OpenRead(file);
        return SavedModel.Wire.SavedModel.Parser.ParseFrom(stream);
    }
}
