using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>A run from its first stage to its result.</summary>
internal sealed class FineTuneRun(RunContext context) : IDisposable
{
    private RunState _state = new();
    private readonly BestWeights _best = new();
    private readonly List<string> _warnings = [];

    public FineTuneResult Run()
    {
        var checkpoints = context.Options.Checkpoints is { } folder ? new Checkpoints(context, folder) : null;
        var restoreOptimizer = Begin(checkpoints);
        var isStopped = false;
        while (!isStopped && _state.Stage < context.Options.Stages.Count)
        {
            Unfreeze(context.Options.Stages[_state.Stage]);
            using var stage = new StageRun(context, _state, _best, checkpoints);
            restoreOptimizer?.Invoke(stage.Optimizer);
            restoreOptimizer = null;
            if (_state.MetricsBefore.Count == 0)
            {
                stage.MeasureBefore();
            }

            isStopped = stage.Run();
            if (!_state.Plans.ContainsKey(_state.Stage))
            {
                // It was ended within its first epoch.
                _state.Plans[_state.Stage] = stage.Plan();
            }

            _warnings.AddRange(stage.Warnings);
            if (context.Options.RestoreBestWeights && _best.IsKept)
            {
                TrainedWeights.Set(context.Model, context.Head, _state.Trained, _best.Of);
                _state.Measured(_state.BestMetrics, _state.Best);
            }

            BeginNextStage();
        }

        if (!_state.IsMeasured)
        {
            // Ended by a callback within an epoch: the last validation was of other weights.
            var measurement = Measure();
            _state.Measured(measurement.Metrics, measurement);
        }

        var hashes = ProofOfFreeze.HashesOf(context.Model);
        var proof = ProofOfFreeze.Compare(_state.Hashes, hashes, _state.Trained, _best.IsKept ? _state.TrainedAtBest : null);
        var result = new FineTuneResult(_state.MetricsBefore.GetValueOrDefault(HeadMetric.Accuracy, double.NaN), _state.History, proof)
        {
            MetricsBefore = _state.MetricsBefore,
            MetricsAfter = _state.MetricsNow,
            Evaluation = (_state.Now ?? Measure()).Evaluation,
            Validations = _state.Validations,
            StoppedEarly = _state.StoppedEarly,
            WasStopped = isStopped,
            ResumedFrom = checkpoints?.ResumedFrom,
            Warnings = [.. checkpoints?.Refusals ?? [], .. _warnings, .. NoNumbers(), .. proof.TrainedButUnchanged.Select(static v => $"The variable '{v}' was to train and did not move; no gradient reached it, or its steps were too small.")],
        };
        return result with
        {
            Receipt = ReceiptWriter.Of(context.Model, context.Head, context.Training, context.Validation, context.Options, result, hashes) with
            {
                Start = _state.HeadBefore is { } head ? new ReceiptStart(ReceiptWriter.DigestOf(_state.Hashes), head) : null,
                Plan = [.. _state.Plans.SelectMany(p => p.Value.Select(line => $"stage '{context.Options.Stages[p.Key].Name}': {line}"))],
            },
        };
    }

    public void Dispose() => _best.Dispose();

    private IEnumerable<string> NoNumbers() => _state.MetricsNow.TryGetValue(HeadMetric.Loss, out var loss) && !double.IsFinite(loss)
        ? [_state.MetricsBefore.TryGetValue(HeadMetric.Loss, out var before) && double.IsFinite(before)
            ? string.Create(CultureInfo.InvariantCulture, $"The loss on the examples to measure on is {loss}, and was {before:0.###} before the first step: the last steps blew the weights up; lower the learning rate, or bound the gradients with MaxGradientNorm.")
            : string.Create(CultureInfo.InvariantCulture, $"The loss on the examples to measure on is {loss}; look for such numbers in them.")]
        : [];

    /// <summary>Starts anew, or goes on from a checkpoint.</summary>
    /// <returns>What puts the optimizer back.</returns>
    private Action<Optimizer>? Begin(Checkpoints? checkpoints)
    {
        var hashes = ProofOfFreeze.HashesOf(context.Model);
        Action<Optimizer>? restoreOptimizer = null;
        if (checkpoints?.Resume(hashes, _best, out restoreOptimizer) is { } state)
        {
            _state = state;
            return restoreOptimizer;
        }

        _state.Random = context.Options.Seed;
        _state.Hashes = hashes;
        _state.HeadBefore = ReceiptWriter.DigestOf(context.Head);
        return null;
    }

    private Measurement Measure()
    {
        using var inputs = new StageInputs(context.Model, context.Validation, context.Options.Data);
        return Validator.Measure(context.Head, inputs, context.Validation, context.Options.BatchSize);
    }

    private void Unfreeze(FineTuneStage stage)
    {
        _state.Trained.UnionWith(StageWeights.Unfreeze(context.Model, stage));
        if (context.Options.RestoreBestWeights)
        {
            _best.Add(TrainedWeights.All(context.Model, context.Head, _state.Trained));
        }
    }

    private void BeginNextStage()
    {
        _state.EpochsBefore += _state.Epoch;
        _state.Stage++;
        _state.Epoch = 0;
        _state.IsStageOver = false;
        _state.StageBest = null;
        _state.ValidationsWithoutImprovement = 0;
    }
}
