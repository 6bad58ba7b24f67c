using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A part of a run: which layers train beside the head, for how long and how fast.</summary>
/// <param name="Name">What progress and result call it.</param>
/// <param name="Epochs">How often the training examples are gone through; at least 1.</param>
/// <param name="LearningRate">The step size that the schedule starts from; above 0.</param>
public sealed record FineTuneStage(string Name, int Epochs, double LearningRate)
{
    /// <summary>The layers that train in this stage beside the head; none in a head stage. All others are frozen when it begins.</summary>
    public IReadOnlyList<HubLayer> Layers { get; init; } = [];

    /// <summary>The head's learning rate in this stage; null is the stage's.</summary>
    public double? HeadLearningRate { get; init; }

    /// <summary>
    /// What a layer's learning rate is multiplied by for each stage of depth that lies between it and the layer of
    /// <see cref="Layers"/> nearest to the output; above 0 and at most 1. At 0.5 a layer two stages deeper moves a quarter as fast.
    /// </summary>
    public double DepthDecay { get; init; } = 1;

    /// <summary>The optimizer of this stage; null is the run's.</summary>
    public OptimizerOptions? Optimizer { get; init; }

    /// <summary>How the learning rate changes over this stage; null is the run's.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    internal void Check(HubModel model)
    {
        if (Epochs < 1)
        {
            throw Wrong($"has {Epochs} epochs; at least 1 is needed.");
        }

        RequireRate(LearningRate, "the learning rate");
        RequireRate(HeadLearningRate ?? LearningRate, "the head's learning rate");
        if (!(DepthDecay > 0 && DepthDecay <= 1))
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"has DepthDecay {DepthDecay}; it must be above 0 and at most 1."));
        }

        Optimizer?.Check($"The optimizer of stage '{Name}'");
        Schedule?.Check($"The schedule of stage '{Name}'");
        foreach (var layer in Layers)
        {
            if (!model.Layers.Contains(layer))
            {
                throw Wrong($"names the layer '{layer.Name}' of another model.");
            }

            if (layer.Refusal() is { } refusal)
            {
                throw refusal;
            }
        }

        if (DepthDecay < 1 && Layers.FirstOrDefault(static l => l.Facts.Stage is null) is { } unknown)
        {
            throw Wrong($"has a DepthDecay, but the depth of layer '{unknown.Name}' is not known; leave DepthDecay at 1.");
        }
    }

    /// <summary>What the learning rate of a layer's weights is multiplied by.</summary>
    internal double RateFactorOf(HubLayer layer) =>
        DepthDecay < 1 ? Math.Pow(DepthDecay, Layers.Max(static l => l.Facts.Stage!.Value) - layer.Facts.Stage!.Value) : 1;

    private void RequireRate(double rate, string what)
    {
        if (!(rate > 0) || rate > float.MaxValue)
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"has {what} {rate}; it must be a number above 0 that float32 can hold."));
        }
    }

    private ArgumentException Wrong(string what) => new($"Stage '{Name}' {what}", nameof(FineTuneOptions.Stages));
}
