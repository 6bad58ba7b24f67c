using System.Collections.Generic;

namespace HubAnalyzers.Runtime;

/// <summary>What a run did.</summary>
/// <param name="AccuracyBefore">The share of validation labels that were right before the first step; not a number where the head has no accuracy.</param>
/// <param name="History">One entry per epoch.</param>
/// <param name="ProofOfFreeze">Which variables moved.</param>
public sealed record FineTuneResult(double AccuracyBefore, IReadOnlyList<FineTuneEpoch> History, ProofOfFreeze ProofOfFreeze)
{
    /// <summary>The share of validation labels that were right after the last epoch, or with the weights that were restored; not a number where the head has no accuracy.</summary>
    public double AccuracyAfter => MetricsAfter.GetValueOrDefault(HeadMetric.Accuracy, double.NaN);

    /// <summary>All of the head's metrics on the validation examples before the first step.</summary>
    public IReadOnlyDictionary<string, double> MetricsBefore { get; init; } = new Dictionary<string, double>();

    /// <summary>All of the head's metrics on the validation examples of the weights as they are now.</summary>
    public IReadOnlyDictionary<string, double> MetricsAfter { get; init; } = new Dictionary<string, double>();

    /// <summary>How model and head do on the validation examples with the weights as they are now: what <see cref="MetricsAfter"/> was measured from.</summary>
    public Evaluation? Evaluation { get; init; }

    /// <summary>Every validation of the run, those at the ends of epochs included.</summary>
    public IReadOnlyList<FineTuneValidation> Validations { get; init; } = [];

    /// <summary>The names of the stages that early stopping ended.</summary>
    public IReadOnlyList<string> StoppedEarly { get; init; } = [];

    /// <summary>Whether a callback ended the run.</summary>
    public bool WasStopped { get; init; }

    /// <summary>The name of the checkpoint that the run went on from; null where it started anew.</summary>
    public string? ResumedFrom { get; init; }

    /// <summary>What a person should look at, in sentences: a layer that was to train and did not move, or a checkpoint that was not used, for example.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the run was made of and what came out, to be written beside the weights.</summary>
    public FineTuneReceipt? Receipt { get; init; }
}
