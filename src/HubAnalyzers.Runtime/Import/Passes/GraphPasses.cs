namespace HubAnalyzers.Runtime.Import;

/// <summary>What is done to every imported graph, in this order. Each pass gives a new graph that computes the same.</summary>
internal static class GraphPasses
{
    public static ImportedGraph Run(ImportedGraph graph)
    {
        graph = DeadCode.Remove(IdentityRemoval.Run(graph));
        return DeadCode.Remove(ConstantFolding.Run(graph, ShapeInference.Run(graph)));
    }
}
