using System.IO;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Benchmarks.Facts;

/// <summary>The least that any reader of a model does: the whole file becomes objects.</summary>
internal static class Parsing
{
    public static object Parse(string file)
    {
        using var stream = File.OpenRead(file);
        var model = SavedModel.Wire.SavedModel.Parser.ParseFrom(stream);
        return (model, model.MetaGraphs.Select(static g => GraphDef.Parser.ParseFrom(g.GraphDef)).ToList());
    }
}
