using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>What a stage of a run will take.</summary>
/// <param name="Stage">The stage's name.</param>
public sealed record StageEstimate(string Stage)
{
    /// <summary>The parameters that train, the head's included.</summary>
    public required long TrainedParameters { get; init; }

    /// <summary>The bytes of their gradients.</summary>
    public required long GradientBytes { get; init; }

    /// <summary>What the optimizer remembers: two numbers of each parameter for Adam, one for momentum.</summary>
    public required long OptimizerBytes { get; init; }

    /// <summary>The values of one batch that are kept for the way back.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>The most that values and their gradients take at one time of a step, <see cref="ActivationBytes"/> included.</summary>
    public required long StepBytes { get; init; }

    /// <summary>What the frozen part works in, and keeps for the next batch where ONNX Runtime runs it.</summary>
    public required long FrozenBytes { get; init; }

    /// <summary>Features that are kept over the stage, of training and validation.</summary>
    public required long FeatureBytes { get; init; }

    /// <summary>Examples that are read ahead, and the batch.</summary>
    public required long BatchBytes { get; init; }

    /// <summary>The most that the stage adds to a process that has loaded the model; measured peaks are mostly within a quarter of it.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Floating-point operations of a step, forward and back.</summary>
    public required double FlopsPerStep { get; init; }

    /// <summary>The steps of an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>How long an epoch takes with its validation, as two timed steps have it; null where nothing was timed.</summary>
    public double? SecondsPerEpoch { get; init; }

    /// <summary>How long the stage takes before its first epoch, where the frozen part is computed once for all examples; null where nothing was timed.</summary>
    public double? SecondsBefore { get; init; }

    /// <summary>Whether what the frozen part gives for the training examples is kept, so that it runs once and not in each epoch.</summary>
    internal bool KeepsTraining { get; init; }

    /// <summary>The same of the validation examples.</summary>
    internal bool KeepsValidation { get; init; }

    /// <summary>Where the features of the training examples are, or why they are not kept.</summary>
    internal string TrainingFeatures { get; init; } = "";

    /// <summary>The same of the validation examples.</summary>
    internal string ValidationFeatures { get; init; } = "";

    /// <summary>How the stage is computed, a sentence for each decision with its reason, as the receipt of the run will have them.</summary>
    internal IReadOnlyList<string> Decisions { get; init; } = [];

    /// <summary>The peak in words: a bound from below where sizes are not known.</summary>
    internal string PeakInWords => InWords(PeakBytes, isBound: Unknown.Count > 0);

    /// <summary>Operations whose sizes are not known and which count as nothing: with any of these the bytes are too low.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    internal static string InWords(long bytes, bool isBound) => (isBound ? "at least " : "about ") + Sizes.Of(bytes);
}
