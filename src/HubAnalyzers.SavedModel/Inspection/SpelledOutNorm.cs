using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>
/// A normalization that is not one operation but several: scale = gamma * rsqrt(variance + epsilon), then x * scale + (beta - mean * scale).
/// Keras 3 writes it so, and Keras 2 for any rank but four. Only the way a variable is used tells its part.
/// </summary>
internal static class SpelledOutNorm
{
    /// <summary>The operations of a normalization have two inputs and few consumers.</summary>
    private const int MostLooks = 16;

    /// <summary>The part that a variable plays in one; null where it plays none.</summary>
    public static VariableRole? RoleOf(VariableUse use)
    {
        var inputs = use.Body.InputsOf(use.Node);
        return use.Op switch
        {
            "Add" or "AddV2" when Feeds(use, "Rsqrt", 0) => VariableRole.MovingVariance,
            "Mul" when Feeds(use, "Sub", 1) && inputs.Take(MostLooks).Any(i => OpOf(use.Body, i) is "Mul" or "Rsqrt") => VariableRole.MovingMean,
            "Mul" when inputs.Take(MostLooks).Any(i => OpOf(use.Body, i) == "Rsqrt") => VariableRole.Gamma,
            "Sub" when use.Input == 0 && inputs.Length == 2 && OpOf(use.Body, inputs[1]) == "Mul" && (Feeds(use, "Add", 1) || Feeds(use, "AddV2", 1)) => VariableRole.Beta,
            _ => null,
        };
    }

    private static bool Feeds(VariableUse use, string op, int input) => use.Body.ConsumersOf(use.Node).Take(MostLooks).Any(c => c.Input == input && use.Body.Nodes[c.Node].Op == op);

    private static string OpOf(FunctionBody body, ValueRef value) => value.IsKnown && !value.IsArgument ? body.Nodes[value.Source].Op : "";
}
