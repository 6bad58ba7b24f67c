using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Whether what a plan's frozen part gives is kept, as far as that can be told before it is computed.</summary>
internal static class FeatureRule
{
    /// <summary>Why features that are used so are not kept, whatever the plan, as a clause; null where they may be.</summary>
    public static string? Obstacle(FeatureCacheOptions? options, FeatureUse use) =>
        options is null ? "FeatureCache is null"
        : use.IsVaried ? "the examples are varied anew in each epoch"
        : use.Passes < 2 && options.Directory is null ? "they are gone through once only"
        : null;

    /// <summary>Why not, as a clause; null where it can.</summary>
    public static string? Obstacle(PlannedCall plan) =>
        plan.Cut.Prefix is not { } prefix ? "nothing of the call is the same each time"
        : plan.SuffixTakesInputs ? "the trained part takes the examples themselves too"
        : !ReadsVariables(prefix) ? "the frozen part has no weights, so that it is computed as fast as it is fetched"
        : null;

    private static bool ReadsVariables(ImportedGraph graph) =>
        graph.Nodes.SelectMany(static n => n.Inputs).Any(static v => v.Source == ValueSource.Variable) || graph.Nodes.SelectMany(static n => n.Bodies).Any(ReadsVariables);
}
