using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>A part of a run: which layers train beside the head, for how long and how fast.</summary>
/// <param name="Name">What progress and result call it.</param>
/// <param name="Epochs">How often the training images are gone through; at least 1.</param>
/// <param name="LearningRate">The step size; above 0.</param>
public sealed record FineTuneStage(string Name, int Epochs, double LearningRate)
{
    /// <summary>The layers that train in this stage beside the head; none in a head stage. All others are frozen when it begins.</summary>
    public IReadOnlyList<HubLayer> Layers { get; init; } = [];
}
