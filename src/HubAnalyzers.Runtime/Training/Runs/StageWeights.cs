using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What of a model moves in a stage.</summary>
internal static class StageWeights
{
    /// <summary>Makes a stage's layers trainable, and nothing else.</summary>
    public static void Switch(HubModel model, FineTuneStage stage)
    {
        model.Trainable = false;
        foreach (var layer in stage.Layers)
        {
            layer.Trainable = true;
        }
    }

    /// <summary>Makes a stage's layers trainable, and nothing else.</summary>
    /// <returns>The names of the variables that training moves: what trains, and statistics that follow.</returns>
    public static IReadOnlySet<string> Unfreeze(HubModel model, FineTuneStage stage)
    {
        Switch(model, stage);
        var moved = new SortedSet<string>(stage.Layers.SelectMany(static l => l.Variables).Where(static v => v.Trainable).Select(static v => v.Name), StringComparer.Ordinal);

        if (stage.Layers.Count > 0)
        {
            moved.UnionWith(model.MovedByTraining(model.Variables.Where(static v => v.Trainable)));
        }

        return moved;
    }
}
