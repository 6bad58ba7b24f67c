using System.Collections.Generic;
using System.Text.Json;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What Keras itself says: the class of the layer that holds a variable, and the attribute it holds it under.</summary>
internal sealed class KerasLayers
{
    private readonly Dictionary<int, (string Class, string Attribute)> _owners = [];

    private KerasLayers()
    {
    }

    /// <summary>Reads <c>keras_metadata.pb</c>, or the metadata that files before TensorFlow 2.5 keep in the object graph.</summary>
    public static KerasLayers Read(SavedModelFolder folder, ObjectGraph graph)
    {
        var layers = new KerasLayers();
        if (folder.KerasMetadata is { } metadata)
        {
            foreach (var node in metadata.Nodes)
            {
                layers.Add(graph, node.NodeId, node.Identifier, node.Metadata);
            }
        }
        else
        {
            for (var id = 0; id < graph.Message.Nodes.Count; id++)
            {
                if (graph.Message.Nodes[id] is { KindCase: SavedObject.KindOneofCase.UserObject, UserObject: { Metadata.Length: > 0 } user })
                {
                    layers.Add(graph, id, user.Identifier, user.Metadata);
                }
            }
        }

        return layers;
    }

    /// <summary>The owner of a variable; null where Keras says nothing.</summary>
    public (string Class, string Attribute)? OwnerOf(int variable) => _owners.TryGetValue(variable, out var owner) ? owner : null;

    private void Add(ObjectGraph graph, int node, string identifier, string json)
    {
        if (identifier is not ("_tf_keras_layer" or "_tf_keras_rnn_layer" or "_tf_keras_input_layer") || node < 0 || node >= graph.Message.Nodes.Count)
        {
            return;
        }

        if (ClassOf(json) is not { } name)
        {
            return;
        }

        foreach (var child in graph.Message.Nodes[node].Children)
        {
            if (graph.Message.Nodes[child.NodeId].KindCase == SavedObject.KindOneofCase.Variable)
            {
                _owners[child.NodeId] = (name, child.LocalName);
            }
        }

        // A recurrent layer keeps its variables in its cell.
        if (graph.Child(node, "cell") is { } cell)
        {
            foreach (var child in graph.Message.Nodes[cell].Children)
            {
                if (graph.Message.Nodes[child.NodeId].KindCase == SavedObject.KindOneofCase.Variable)
                {
                    _owners.TryAdd(child.NodeId, (name, child.LocalName));
                }
            }
        }
    }

    private static string? ClassOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("class_name", out var name)
                && name.ValueKind == JsonValueKind.String
                ? name.GetString()
                : null;
        }
        catch (JsonException)
        {
            // Metadata only helps; a model is complete without it.
            return null;
        }
    }
}
