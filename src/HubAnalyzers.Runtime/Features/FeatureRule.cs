using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Whether what a plan's frozen part gives can be kept, as far as the plan tells.</summary>
internal static class FeatureRule
{
    /// <summary>Why not, as a clause; null where it can.</summary>
    public static string? Obstacle(PlannedCall plan) =>
        plan.Cut.Prefix is not { } prefix ? "nothing of the call is the same each time"
        : plan.SuffixTakesInputs ? "the trained part takes the examples themselves too"
        : !ReadsVariables(prefix) ? "the frozen part has no weights, so that it is computed as fast as it is fetched"
        : null;

    private static bool ReadsVariables(ImportedGraph graph) =>
        graph.Nodes.SelectMany(static n => n.Inputs).Any(static v => v.Source == ValueSource.Variable) || graph.Nodes.SelectMany(static n => n.Bodies).Any(ReadsVariables);
}
