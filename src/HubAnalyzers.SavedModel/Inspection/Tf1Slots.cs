using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>What TensorFlow 1's optimizers, metrics and counters call their variables.</summary>
internal static class Tf1Slots
{
    private static readonly HashSet<string> _slots = new(StringComparer.Ordinal)
    {
        "Adadelta", "Adadelta_1", "Adagrad", "AdagradDA", "Adam", "Adam_1", "ExponentialMovingAverage", "Ftrl", "Ftrl_1",
        "Momentum", "RMSProp", "RMSProp_1", "RMSProp_2", "ProximalAdagrad",
    };

    private static readonly HashSet<string> _hyperparameters = new(StringComparer.Ordinal)
    {
        "beta_1", "beta_2", "decay", "epsilon", "iter", "iterations", "learning_rate", "lr", "momentum", "rho",
    };

    /// <summary>The role of a variable that is no weight; null for one that may be.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="names">The names of all variables: a slot stands below the weight that it belongs to.</param>
    public static VariableRole? RoleOf(Tf1Variable variable, IReadOnlySet<string> names)
    {
        var name = variable.Name;
        if (variable.Collections.Contains("global_step") || name is "global_step" or "beta1_power" or "beta2_power")
        {
            return VariableRole.Counter;
        }

        if (_slots.Contains(LayerNaming.LeafOf(name)) && names.Contains(LayerNaming.ScopeOf(name)))
        {
            return VariableRole.OptimizerSlot;
        }

        // Keras in TensorFlow 1: "Adam/dense/kernel/m", and beside it "Adam/lr".
        var first = name.IndexOf('/', StringComparison.Ordinal);
        var last = name.LastIndexOf('/');
        if (last > first && names.Contains(name[(first + 1)..last]))
        {
            return VariableRole.OptimizerSlot;
        }

        if (last > 0 && last == first && variable.Shape is null or { Length: 0 } && _hyperparameters.Contains(name[(last + 1)..]))
        {
            return VariableRole.Counter;
        }

        if (name.StartsWith("training/", StringComparison.Ordinal) || name.Contains("/training/", StringComparison.Ordinal))
        {
            return variable.Shape is { Length: > 0 } ? VariableRole.OptimizerSlot : VariableRole.Counter;
        }

        if (variable.Collections.Any(static c => c is "local_variables" or "metric_variables") && !variable.Collections.Contains("variables"))
        {
            return VariableRole.Counter;
        }

        return name.StartsWith("metrics/", StringComparison.Ordinal) && variable.Shape is not { Length: > 1 } ? VariableRole.Counter : null;
    }
}
