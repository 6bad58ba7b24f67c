using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>Everything a run depends on besides model, head and data.</summary>
public sealed record FineTuneOptions
{
    /// <summary>The stages in order. The first must train the head alone: an untrained head would send noise into pretrained weights.</summary>
    public required IReadOnlyList<FineTuneStage> Stages { get; init; }

    /// <summary>Images per step; at least 1.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Decides the order of the images.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks the options against a model before anything runs.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    /// <exception cref="HubTrainabilityException">A stage asks for a layer that cannot train.</exception>
    internal void Validate(HubModel model)
    {
        if (Stages is not { Count: > 0 })
        {
            throw new ArgumentException("At least one stage is needed.", nameof(Stages));
        }

        if (BatchSize < 1)
        {
            throw new ArgumentException($"BatchSize is {BatchSize}; at least 1 is needed.", nameof(BatchSize));
        }

        if (Stages.Any(static s => s is null || s.Layers is null || s.Layers.Contains(null!)))
        {
            throw new ArgumentException("A stage, its list of layers or a layer in it is null.", nameof(Stages));
        }

        if (Stages[0].Layers.Count > 0)
        {
            throw new ArgumentException($"{Rulebook.UntrainedHead}: {Rulebook.Say(Rulebook.UntrainedHeadMessage, model.Facts.Name)}", nameof(Stages));
        }

        foreach (var stage in Stages)
        {
            if (stage.Epochs < 1)
            {
                throw new ArgumentException($"Stage '{stage.Name}' has {stage.Epochs} epochs; at least 1 is needed.", nameof(Stages));
            }

            if (!(stage.LearningRate > 0) || double.IsInfinity(stage.LearningRate))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Stage '{stage.Name}' has the learning rate {stage.LearningRate}; it must be a number above 0."), nameof(Stages));
            }

            foreach (var layer in stage.Layers)
            {
                if (!model.Layers.Contains(layer))
                {
                    throw new ArgumentException($"Stage '{stage.Name}' names the layer '{layer.Name}' of another model.", nameof(Stages));
                }

                if (layer.Refusal() is { } refusal)
                {
                    throw refusal;
                }
            }
        }
    }
}
