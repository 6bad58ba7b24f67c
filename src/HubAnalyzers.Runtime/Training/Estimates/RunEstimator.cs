using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Features;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Goes through a run's calls in their order and adds up what they take. No weight is touched and nothing is computed.</summary>
internal sealed class RunEstimator(HubModel model, Head head, Examples training, Examples validation, FineTuneOptions options)
{
    /// <summary>What .NET holds until it collects, and libraries for shapes they have not had before; measured, whatever the run.</summary>
    private const long Workings = 28L << 20;

    /// <summary>The C library cannot fill every hole that freed values leave; measured.</summary>
    private const double Holes = 1.25;

    /// <summary>A model keeps so many plans, and with each what its engine holds.</summary>
    private const int MostPlans = 4;

    private readonly Dictionary<string, PartCost> _calls = new(StringComparer.Ordinal);
    private readonly List<PartCost> _held = [];
    private readonly int _size = Math.Min(options.BatchSize, training.Count);
    private readonly long _ofHead = head.Parameters().Sum(static p => p.Value.numel());

    private long Held => _held.Sum(static c => c.Held);

    public TrainingEstimate Estimate()
    {
        var weights = model.Facts.Variables.Where(static v => v.Layer is not null).Sum(Elements) + _ofHead;

        // Before the first step the model is measured as it was loaded.
        var before = Workings + Batches() + Begin(Call(training: false, []));
        var stages = options.Stages.Select(EstimateStage).ToList();
        return new TrainingEstimate(sizeof(float) * weights, [.. stages.Select(s => s with { PeakBytes = Math.Max(s.PeakBytes, before) })]);
    }

    /// <summary>How a stage is computed, as the engine stands now: what was timed may have shown that an engine does not serve.</summary>
    public StageEstimate Decide(StageEstimate estimate, FineTuneStage stage)
    {
        var isTraining = StagePlan.IsTraining(stage);
        var plan = new ExecutionPlan(model.Facts, isTraining, model.PlanOf(isTraining, Trained(stage).Select(static v => v.Name).ToHashSet(StringComparer.Ordinal)));
        return estimate with { Decisions = StagePlan.Lines(plan, estimate.TrainingFeatures, estimate.ValidationFeatures) };
    }

    private static List<HubVariable> Trained(FineTuneStage stage) => [.. stage.Layers.Distinct().SelectMany(static l => l.Variables).Where(static v => v.CanTrain)];

    private StageEstimate EstimateStage(FineTuneStage stage)
    {
        var layers = Trained(stage);
        var names = layers.Select(static v => v.Name).ToHashSet(StringComparer.Ordinal);
        var gradients = sizeof(float) * (_ofHead + layers.Sum(static v => Elements(v.Facts)));
        var slots = (stage.Optimizer ?? options.Optimizer) switch { SgdOptions { Momentum: 0 } => 0, SgdOptions => 1, _ => 2 };
        var ofHeadStep = sizeof(float) * _size * (head.Features + (2 * (_ofHead / Math.Max(1, head.Features))));
        var step = Call(StagePlan.IsTraining(stage), names);
        var measure = Call(training: false, names);
        var steps = options.StepsOf(training.Count);
        var budget = new FeatureBudget(options.FeatureCache?.MaxMemoryBytes ?? 0);
        var ofTraining = Features(step, training.Count, StagePlan.TrainingUse(options, stage, training), budget);
        var ofValidation = Features(measure, validation.Count, StagePlan.ValidationUse(options, stage, steps), budget);
        var features = ofTraining.Bytes + ofValidation.Bytes;

        // What is there all the time, then the moments at which most is there.
        var fixedBytes = Workings + Batches() + (slots * gradients) + features + (options.RestoreBestWeights ? gradients : 0);
        var ofStep = (long)(Holes * step.Step) + step.Boundary + ofHeadStep;
        var ofMeasure = measure.Step + measure.Boundary;
        var moments = new List<long> { Begin(step), Held + ofStep + gradients };
        moments.Add(Math.Max(Begin(measure), Held + ofMeasure) + gradients);
        moments.Add(stage.Epochs > 1 ? Held + ofStep + gradients : 0);
        return new StageEstimate(stage.Name)
        {
            TrainedParameters = gradients / sizeof(float),
            GradientBytes = gradients,
            OptimizerBytes = slots * gradients,
            ActivationBytes = step.Kept + ofHeadStep,
            StepBytes = ofStep,
            FrozenBytes = Held,
            FeatureBytes = features,
            BatchBytes = Batches(),
            PeakBytes = fixedBytes + moments.Max(),
            FlopsPerStep = options.AccumulateBatches * (step.Flops - (ofTraining.IsKept ? step.FrozenFlops : 0) + (6.0 * _size * _ofHead)),
            KeepsTraining = ofTraining.IsKept,
            KeepsValidation = ofValidation.IsKept,
            TrainingFeatures = ofTraining.Decision,
            ValidationFeatures = ofValidation.Decision,
            Steps = steps,
            Unknown = step.Unknown,
        };
    }

    /// <summary>Whether a run keeps what a frozen part gives for all examples, in how many bytes of memory, and why so.</summary>
    private (bool IsKept, long Bytes, string Decision) Features(PartCost call, int examples, FeatureUse use, FeatureBudget budget)
    {
        var bytes = call.Boundary / _size * examples;
        var isOnDisk = options.FeatureCache?.Directory is not null;
        if ((FeatureRule.Obstacle(options.FeatureCache, use) ?? call.Obstacle ?? (isOnDisk ? null : budget.Take(bytes))) is { } obstacle)
        {
            return (false, 0, FeatureText.NotKept(obstacle));
        }

        // A file is mapped, and its memory is the system's to take back.
        return (true, isOnDisk ? 0 : bytes, FeatureText.Kept(isOnDisk ? "on disk" : "in memory", examples, call.Shapes, bytes));
    }

    /// <summary>Examples that are read ahead, the batch, and the one after it.</summary>
    private long Batches()
    {
        var buffers = training.IsInMemory || options.Data.Workers == 0 ? 1 : Math.Min(options.Data.Prefetch, options.StepsOf(training.Count));
        return (buffers + 2) * (long)_size * training.Size * sizeof(float);
    }

    /// <summary>The first run of a call; from then on its engine holds what it holds.</summary>
    /// <returns>The most bytes of it; nothing where the call was run before.</returns>
    private long Begin(PartCost call)
    {
        if (_held.Contains(call))
        {
            return 0;
        }

        var most = Held + call.First;
        if (_held.Count == MostPlans)
        {
            _held.RemoveAt(0);
        }

        _held.Add(call);
        return Math.Max(most, Held) + call.Boundary;
    }

    private PartCost Call(bool training, HashSet<string> trained)
    {
        var key = $"{training} {string.Join(' ', trained.Order(StringComparer.Ordinal))}";
        return _calls.TryGetValue(key, out var known) ? known : _calls[key] = PartCost.Of(
            model.PlanOf(training, trained), [_size, .. Shape()], records: training);
    }

    private IEnumerable<long> Shape() => training.Shape.Select(static d => (long)d);

    private static long Elements(HubVariableInfo variable) => variable.Shape.Aggregate(1L, static (a, d) => a * Math.Max(d, 1));
}
