using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Where a run stands, but for its tensors: everything that a run which is resumed goes on from.</summary>
internal sealed class RunState
{
    /// <summary>Which stage, counted from 0.</summary>
    public int Stage { get; set; }

    /// <summary>Which epoch of the stage, counted from 0.</summary>
    public int Epoch { get; set; }

    /// <summary>How many steps of the epoch are done.</summary>
    public int Step { get; set; }

    /// <summary>How many epochs of earlier stages were begun.</summary>
    public int EpochsBefore { get; set; }

    /// <summary>The sum of the losses of the epoch's steps.</summary>
    public double LossSum { get; set; }

    /// <summary>The random state that the order of the epoch is drawn from.</summary>
    public ulong Random { get; set; }

    /// <summary>Whether the stage is over though epochs are left.</summary>
    public bool IsStageOver { get; set; }

    /// <summary>The stage's best value of the metric that is watched.</summary>
    public double? StageBest { get; set; }

    /// <summary>How many validations in a row brought no improvement.</summary>
    public int ValidationsWithoutImprovement { get; set; }

    /// <summary>The run's best value of the metric that is watched, where its weights are kept.</summary>
    public double? RunBest { get; set; }

    /// <summary>The metrics of the run's best validation.</summary>
    public IReadOnlyDictionary<string, double> BestMetrics { get; set; } = new Dictionary<string, double>();

    /// <summary>The metrics before the first step.</summary>
    public IReadOnlyDictionary<string, double> MetricsBefore { get; set; } = new Dictionary<string, double>();

    /// <summary>The metrics of the last validation, or of the weights that were put back since.</summary>
    public IReadOnlyDictionary<string, double> MetricsNow { get; set; } = new Dictionary<string, double>();

    /// <summary>Whether <see cref="MetricsNow"/> are of the weights as they are now: no step was taken since.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>The measurement of <see cref="MetricsNow"/>; null where that was before the run was resumed.</summary>
    [JsonIgnore]
    public Measurement? Now { get; set; }

    /// <summary>The measurement of <see cref="BestMetrics"/>; null where that was before the run was resumed.</summary>
    [JsonIgnore]
    public Measurement? Best { get; set; }

    /// <summary>One entry per epoch.</summary>
    public List<FineTuneEpoch> History { get; init; } = [];

    /// <summary>Every validation.</summary>
    public List<FineTuneValidation> Validations { get; init; } = [];

    /// <summary>The stages that early stopping ended.</summary>
    public List<string> StoppedEarly { get; init; } = [];

    /// <summary>The names of the variables that were to train in some stage so far.</summary>
    public SortedSet<string> Trained { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What of them had begun to train at the run's best validation; null where no weights are kept.</summary>
    public IReadOnlyList<string>? TrainedAtBest { get; set; }

    /// <summary>How each stage so far was computed, by its number.</summary>
    public SortedDictionary<int, IReadOnlyList<string>> Plans { get; init; } = [];

    /// <summary>The digest of the head's weights before the first step.</summary>
    public string? HeadBefore { get; set; }

    /// <summary>The hashes of all variables before the first step.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; set; } = new Dictionary<string, string>();

    /// <summary>Notes what the weights as they are now were measured to do.</summary>
    public void Measured(IReadOnlyDictionary<string, double> metrics, Measurement? measurement) => (MetricsNow, Now, IsMeasured) = (metrics, measurement, true);
}
