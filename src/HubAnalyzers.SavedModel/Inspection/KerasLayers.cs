using System;
using System.Collections.Generic;
using System.Text.Json;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What Keras itself says: the class of the layer that holds a variable, and the attribute it holds it under.</summary>
internal sealed class KerasLayers
{
    private readonly Dictionary<int, KerasOwner> _owners = [];
    private readonly HashSet<int> _read = [];

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
    public KerasOwner? OwnerOf(int variable) => _owners.GetValueOrDefault(variable);

    private void Add(ObjectGraph graph, int node, string identifier, string json)
    {
        if (identifier is not ("_tf_keras_layer" or "_tf_keras_rnn_layer" or "_tf_keras_input_layer") || node < 0 || node >= graph.Message.Nodes.Count)
        {
            return;
        }

        if (!_read.Add(node) || Parse(json) is not { } layer)
        {
            return;
        }

        foreach (var child in graph.Message.Nodes[node].Children)
        {
            if (graph.Message.Nodes[child.NodeId].KindCase == SavedObject.KindOneofCase.Variable)
            {
                _owners[child.NodeId] = new KerasOwner(node, layer.Class, layer.Name, layer.Trainable, child.LocalName);
            }
        }

        // A recurrent layer keeps its variables in its cell.
        if (graph.Child(node, "cell") is { } cell)
        {
            foreach (var child in graph.Message.Nodes[cell].Children)
            {
                if (graph.Message.Nodes[child.NodeId].KindCase == SavedObject.KindOneofCase.Variable)
                {
                    _owners.TryAdd(child.NodeId, new KerasOwner(node, layer.Class, layer.Name, layer.Trainable, child.LocalName));
                }
            }
        }
    }

    private static (string Class, string? Name, bool? Trainable)? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && Text(root, "class_name") is { } name
                ? (name, Text(root, "name"), root.TryGetProperty("trainable", out var flag) && flag.ValueKind is (JsonValueKind.True or JsonValueKind.False) ? flag.GetBoolean() : null)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Metadata only helps; a model is complete without it.
            return null;
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The Keras layer that holds a variable.</summary>
/// <param name="Node">The layer's node in the object graph.</param>
/// <param name="Class">Its class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Trainable">Its switch; null where the metadata does not say.</param>
/// <param name="Attribute">The name it holds the variable under.</param>
internal sealed record KerasOwner(int Node, string Class, string? Name, bool? Trainable, string Attribute);
