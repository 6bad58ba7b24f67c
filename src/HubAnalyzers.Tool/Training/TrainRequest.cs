using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace HubAnalyzers.Tool.Training;

/// <summary>
/// What a run is asked for: everything that decides what comes out. It goes into the run's folder, from which <c>--resume</c> and
/// <c>replay</c> take it. It names no type of the runtime, so that reading a command line loads no libtorch.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TrainRequest
{
    public required string Model { get; init; }

    /// <summary>A folder with a folder for each class, or a list.</summary>
    public required string Data { get; init; }

    /// <summary>A share of the data, or a folder or list of its own.</summary>
    public required string Validation { get; init; }

    public required ImageInput Images { get; init; }

    /// <summary>What is learnt, in the words of <see cref="HeadKind"/>.</summary>
    public required string Head { get; init; }

    /// <summary>What the head stands on, in the words of <see cref="HeadPlace"/>.</summary>
    public string HeadOn { get; init; } = HeadPlace.Output;

    public required int HiddenUnits { get; init; }

    public required double Dropout { get; init; }

    public required IReadOnlyList<string> Unfreeze { get; init; }

    public required string BatchNorm { get; init; }

    /// <summary>Of the head's stage and of the layers'; none are the library's defaults.</summary>
    public required IReadOnlyList<int> Epochs { get; init; }

    /// <summary>Of the head's stage and of the layers'; none are the library's defaults.</summary>
    public required IReadOnlyList<double> LearningRates { get; init; }

    public required double DepthDecay { get; init; }

    public required int BatchSize { get; init; }

    public required int Accumulate { get; init; }

    public required string Optimizer { get; init; }

    /// <summary>Null is the optimizer's own.</summary>
    public required double? WeightDecay { get; init; }

    /// <summary>Null is the optimizer's own.</summary>
    public required double? Momentum { get; init; }

    public required string Schedule { get; init; }

    public required int WarmUp { get; init; }

    public required double? ClipNorm { get; init; }

    public required double LabelSmoothing { get; init; }

    public required bool BalanceClasses { get; init; }

    /// <summary>Null trains all epochs.</summary>
    public required int? Patience { get; init; }

    public required bool KeepBest { get; init; }

    /// <summary>Null is the head's first metric.</summary>
    public required string? Monitor { get; init; }

    public required bool Augment { get; init; }

    public required int MaxBroken { get; init; }

    public required long Seed { get; init; }

    public required string Device { get; init; }

    /// <summary>Null leaves libtorch's own choice.</summary>
    public required int? Threads { get; init; }

    public required string Precision { get; init; }
}
