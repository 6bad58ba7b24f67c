using System;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Why a model that can be called has no weights: they were folded into constants, or there never were any.</summary>
internal static class WeightlessGraph
{
    /// <summary>No bias, table of means or class list of a preprocessor comes near it.</summary>
    private const long FewestElements = 1024;

    public static (string Reason, HubEvidence Evidence)? Find(FunctionProgram program, TrainingTrace training)
    {
        if (training.Call is null)
        {
            return null;
        }

        var nodes = training.Call.Paths.NeededNodes().Select(static n => (n.Body, Node: n.Body.Nodes[n.Node])).OrderBy(static n => n.Node.Name, StringComparer.Ordinal).ToList();
        if (nodes.FirstOrDefault(static n => IsFoldedWeight(n.Node)) is { Node: { } constant } folded)
        {
            return (ReasonCodes.FrozenConstants, Evidence.GraphNode(folded.Body.Name + "/" + constant.Name, constant.Op));
        }

        // Trees and other learners of their own read strings too, but are no preprocessors.
        if (nodes.Any(static n => n.Node.Op.StartsWith("SimpleML", StringComparison.Ordinal) || n.Node.Op.StartsWith("BoostedTrees", StringComparison.Ordinal)))
        {
            return null;
        }

        return nodes.FirstOrDefault(static n => IsTextOrTable(n.Node.Op)) is { Node: { } text } first
            ? (ReasonCodes.Preprocessor, Evidence.GraphNode(first.Body.Name + "/" + text.Name, text.Op))
            : null;
    }

    private static bool IsTextOrTable(string op) =>
        op.StartsWith("String", StringComparison.Ordinal) || op.StartsWith("LookupTable", StringComparison.Ordinal) || op.StartsWith("Unicode", StringComparison.Ordinal) ||
        op.StartsWith("Regex", StringComparison.Ordinal) || op.StartsWith("StaticRegex", StringComparison.Ordinal) || op.Contains("Tokenize", StringComparison.Ordinal) ||
        op.Contains("Sentencepiece", StringComparison.Ordinal);

    private static bool IsFoldedWeight(SavedNode node) =>
        node.Op == "Const" && node.TensorHead("value") is { TensorShape: { Dim.Count: > 1 } shape } tensor &&
        Bundles.DTypes.IsFloating(tensor.Dtype) && TraceShapes.Elements(shape.Dim.Select(static d => d.Size)) >= FewestElements;
}
