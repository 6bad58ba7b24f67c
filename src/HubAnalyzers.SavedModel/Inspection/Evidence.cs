using System.Globalization;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>Places in a model's files.</summary>
internal static class Evidence
{
    private const string Model = "saved_model.pb";

    public static HubEvidence Tf1HubModule { get; } = new("tfhub_module.pb", "format");

    public static HubEvidence MetaGraphs { get; } = new(Model, "meta_graphs");

    public static HubEvidence ObjectNode(int id) => new(Model, string.Create(CultureInfo.InvariantCulture, $"object_graph.nodes[{id}]"));

    public static HubEvidence Function(string name) => new(Model, name);

    public static HubEvidence GraphNode(string place, string op) => new(Model, place, op);
}
