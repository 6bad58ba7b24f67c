namespace HubAnalyzers;

/// <summary>Where in the model's bytes a fact was read.</summary>
public sealed class HubEvidence
{
    /// <summary>Creates the evidence.</summary>
    public HubEvidence(string file, string node, string? op = null)
    {
        File = file;
        Node = node;
        Op = op;
    }

    /// <summary>The file below the model's folder, <c>saved_model.pb</c> for example.</summary>
    public string File { get; }

    /// <summary>The node: an object graph node (<c>object_graph.nodes[12]</c>) or a node of a function (<c>function/node</c>).</summary>
    public string Node { get; }

    /// <summary>The op concerned, where there is one.</summary>
    public string? Op { get; }
}
