using System;
using System.Collections.Generic;
using System.Text;
using HubAnalyzers.SavedModel.Messages;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// The graph of a meta graph: its nodes and its functions, which stay bytes until they are asked for. A model keeps many functions for
/// each that its call needs.
/// </summary>
internal sealed class SavedGraph
{
    private const uint NodeTag = (GraphDef.NodeFieldNumber << 3) | 2;
    private const uint LibraryTag = (GraphDef.LibraryFieldNumber << 3) | 2;
    private const uint FunctionTag = (FunctionDefLibrary.FunctionFieldNumber << 3) | 2;
    private const uint GradientTag = (FunctionDefLibrary.RegisteredGradientsFieldNumber << 3) | 2;
    private const uint SignatureTag = (FunctionDef.SignatureFieldNumber << 3) | 2;
    private const uint NameTag = (OpDef.NameFieldNumber << 3) | 2;

    private readonly ReadOnlyMemory<byte> _message;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _functions = new(StringComparer.Ordinal);
    private List<SavedNode>? _nodes;

    private SavedGraph(ReadOnlyMemory<byte> message)
    {
        _message = message;
        var fields = new WireReader(message.Span);
        while (fields.Next())
        {
            if (fields.Tag == LibraryTag)
            {
                AddLibrary(message[fields.Content]);
            }
        }
    }

    /// <summary>The graph of a meta graph; one without nodes where it has none.</summary>
    public static SavedGraph Of(MetaGraphDef graph) => new(graph.GraphDef.Memory);

    /// <summary>The nodes at its top.</summary>
    public IReadOnlyList<SavedNode> Nodes => _nodes ??= ReadNodes();

    /// <summary>The custom gradients that were saved with it, by the op type that nodes name.</summary>
    public HashSet<string> SavedGradients { get; } = new(StringComparer.Ordinal);

    /// <summary>Kept once for all nodes.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>A function's bytes, by name; of two with one name, the first's.</summary>
    public bool TryGetFunction(string name, out ReadOnlyMemory<byte> function) => _functions.TryGetValue(name, out function);

    /// <summary>A function with everything it says, parsed anew each time; null where the graph has none of that name.</summary>
    public FunctionDef? ParseFunction(string name) => _functions.TryGetValue(name, out var bytes) ? FunctionDef.Parser.ParseFrom(bytes.Span) : null;

    private void AddLibrary(ReadOnlyMemory<byte> library)
    {
        var fields = new WireReader(library.Span);
        while (fields.Next())
        {
            switch (fields.Tag)
            {
                case FunctionTag when NameOf(fields.Bytes) is { } name:
                    _functions.TryAdd(name, library[fields.Content]);
                    break;
                case GradientTag:
                    SavedGradients.Add(RegisteredGradient.Parser.ParseFrom(fields.Bytes).RegisteredOpType);
                    break;
            }
        }
    }

    /// <summary>The name of a function; null for one without a signature.</summary>
    private static string? NameOf(ReadOnlySpan<byte> function)
    {
        string? name = null;
        var fields = new WireReader(function);
        while (fields.Next())
        {
            if (fields.Tag == SignatureTag)
            {
                name ??= "";
                var signature = new WireReader(fields.Bytes);
                while (signature.Next())
                {
                    name = signature.Tag == NameTag ? Encoding.UTF8.GetString(signature.Bytes) : name;
                }
            }
        }

        return name;
    }

    private List<SavedNode> ReadNodes()
    {
        var nodes = new List<SavedNode>();
        var fields = new WireReader(_message.Span);
        while (fields.Next())
        {
            if (fields.Tag == NodeTag)
            {
                nodes.Add(new SavedNode(_message[fields.Content], Texts));
            }
        }

        return nodes;
    }
}
