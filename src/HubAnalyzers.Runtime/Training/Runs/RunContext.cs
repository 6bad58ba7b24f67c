using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What a run works with.</summary>
internal sealed record RunContext(
    HubModel Model,
    Head Head,
    Examples Training,
    Examples Validation,
    FineTuneOptions Options,
    IProgress<FineTuneProgress>? Progress,
    IReadOnlyList<IFineTuneCallback> Callbacks,
    CancellationToken CancellationToken)
{
    /// <summary>The options' part of the loss.</summary>
    public LossSettings Loss { get; } = new(Options.LabelSmoothing, Options.ClassWeights);

    /// <summary>The metric that decides what is better.</summary>
    public HeadMetric Monitor { get; } = Head.Metrics.First(m => Options.Monitor is null || m.Name == Options.Monitor);
}
