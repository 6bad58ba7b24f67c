using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Features;

namespace HubAnalyzers.Runtime.Training;

/// <summary>One stage of a run, from where its state stands.</summary>
internal sealed class StageRun : IDisposable
{
    private readonly RunContext _context;
    private readonly RunState _state;
    private readonly BestWeights _best;
    private readonly Checkpoints? _checkpoints;
    private readonly FineTuneStage _stage;
    private readonly LearningRateSchedule _schedule;
    private readonly FeatureCache _trainingCache;
    private readonly FeatureCache _validationCache;
    private readonly StageInputs _training;
    private readonly StageInputs _validation;
    private readonly TrainingStep _step;
    private readonly int _steps;
    private bool _isPlanOld;

    public StageRun(RunContext context, RunState state, BestWeights best, Checkpoints? checkpoints)
    {
        _context = context;
        _state = state;
        _best = best;
        _checkpoints = checkpoints;
        _stage = context.Options.Stages[state.Stage];
        _schedule = _stage.Schedule ?? context.Options.Schedule;
        _steps = context.Options.StepsOf(context.Training.Count);
        var options = context.Options;
        Optimizer = Optimizer.Create(_stage.Optimizer ?? context.Options.Optimizer, TrainedWeights.OfStage(context.Head, _stage));
        var budget = new FeatureBudget(options.FeatureCache?.MaxMemoryBytes ?? 0);
        _trainingCache = CacheOf(context.Training, StagePlan.TrainingUse(options, _stage, context.Training));
        _validationCache = CacheOf(context.Validation, StagePlan.ValidationUse(options, _stage, _steps));
        _training = new StageInputs(context.Model, context.Training, options.Data, _trainingCache);
        _validation = new StageInputs(context.Model, context.Validation, options.Data, _validationCache);
        _step = new TrainingStep(context, state.Stage, _training, Optimizer);

        FeatureCache CacheOf(Examples examples, FeatureUse use) => new(context.Model, examples, options.Data, options.FeatureCache, budget, use, context.CancellationToken);
    }

    public Optimizer Optimizer { get; }

    /// <summary>What a person should look at, in sentences.</summary>
    public IEnumerable<string> Warnings => new[] { _trainingCache.Warning, _validationCache.Warning }.OfType<string>();

    /// <summary>Measures before the run's first step, on what the frozen part gives for the stage, so that it is not computed for this alone.</summary>
    public void MeasureBefore()
    {
        // What training keeps goes first where there is not room for both.
        _training.Open();
        var measurement = Measure();
        _state.MetricsBefore = measurement.Metrics;
        _state.Measured(measurement.Metrics, measurement);
    }

    /// <summary>Trains until the stage is over.</summary>
    /// <returns>Whether a callback ended the run.</returns>
    public bool Run()
    {
        var isStopped = false;
        while (!isStopped && !IsOver)
        {
            isStopped = RunEpoch();
        }

        KeepPlan();
        return isStopped;
    }

    /// <summary>How the stage was computed, in lines that are the same for the same run.</summary>
    public IReadOnlyList<string> Plan() => StagePlan.Lines(_context.Model.Plan(StagePlan.IsTraining(_stage)), _trainingCache.Explain(), _validationCache.Explain());

    public void Dispose()
    {
        Optimizer.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    private Measurement Measure() => Validator.Measure(_context.Head, _validation, _context.Validation, _context.Options.BatchSize);

    private bool RunEpoch()
    {
        var options = _context.Options;
        var random = new SplitMix(_state.Random);
        var perStep = options.BatchSize * options.AccumulateBatches;
        var rest = random.Permutation(_context.Training.Count).Skip(_state.Step * perStep).ToArray();
        var pass = new ExamplePass(IsTraining: true, _state.EpochsBefore + _state.Epoch, options.Seed);
        using var batches = new Ahead(_training.Read(rest, options.BatchSize, pass, _context.CancellationToken));
        var isStopped = false;
        foreach (var examples in rest.Chunk(perStep))
        {
            if (isStopped || _state.IsStageOver)
            {
                break;
            }

            isStopped = RunStep(examples, batches, random);
        }

        return isStopped;
    }

    private bool RunStep(int[] examples, Ahead batches, SplitMix random)
    {
        var rate = _stage.LearningRate * _schedule.Factor((_state.Epoch * _steps) + _state.Step, _stage.Epochs * _steps);
        var (loss, norm) = MoveOrSave(examples, batches, rate);
        _state.IsMeasured = false;
        _state.LossSum += loss;
        _state.Step++;

        var isLast = _state.Step == _steps;
        var metrics = isLast || (_context.Options.ValidateEverySteps is { } every && _state.Step % every == 0) ? Validate() : null;
        var progress = new FineTuneProgress(_stage.Name, _state.Stage, _state.Epoch + 1, _stage.Epochs, _state.Step, _steps, loss, Accuracy(metrics))
        {
            LearningRate = rate,
            GradientNorm = norm,
            Metrics = metrics,
        };
        FineTuneEpoch? epoch = null;
        if (isLast || _state.IsStageOver)
        {
            epoch = new FineTuneEpoch(_stage.Name, _state.Epoch + 1, _state.LossSum / _state.Step, Accuracy(metrics) ?? double.NaN) { Metrics = metrics! };
            _state.History.Add(epoch);
            _isPlanOld = true;
            _state.Random = random.State;
            _state.Epoch++;
            _state.Step = 0;
            _state.LossSum = 0;
        }

        var isSaved = epoch is null ? _context.Options.Checkpoints?.EverySteps is { } often && _state.Step % often == 0 : IsOver || _checkpoints?.IsDue == true;
        if (isSaved)
        {
            Save();
        }

        var isStopped = Tell(progress, epoch);
        if (isStopped && !isSaved)
        {
            Save();
        }

        return isStopped;
    }

    private bool IsOver => _state.IsStageOver || _state.Epoch == _stage.Epochs;

    private void Save()
    {
        if (_checkpoints is not null)
        {
            KeepPlan();
            _checkpoints.Save(_state, Optimizer, _best);
        }
    }

    /// <summary>Notes how the stage was computed, once an epoch of it is over.</summary>
    private void KeepPlan()
    {
        if (_isPlanOld)
        {
            _state.Plans[_state.Stage] = Plan();
            _isPlanOld = false;
        }
    }

    /// <summary>One step. A run that is cancelled before the weights move leaves a checkpoint of where it stands.</summary>
    private (double Loss, double? Norm) MoveOrSave(int[] examples, Ahead batches, double rate)
    {
        try
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            return _step.Move(examples, batches, _state.Epoch, _state.Step, rate);
        }
        catch (OperationCanceledException) when (_context.CancellationToken.IsCancellationRequested)
        {
            Save();
            throw;
        }
    }

    private bool Tell(FineTuneProgress progress, FineTuneEpoch? epoch)
    {
        _context.Progress?.Report(progress);
        var isStopped = false;
        foreach (var callback in _context.Callbacks)
        {
            isStopped |= callback.OnStepEnd(progress) == FineTuneDecision.Stop;
        }

        foreach (var callback in epoch is null ? [] : _context.Callbacks)
        {
            isStopped |= callback.OnEpochEnd(epoch!) == FineTuneDecision.Stop;
        }

        return isStopped;
    }

    private IReadOnlyDictionary<string, double> Validate()
    {
        var measurement = Measure();
        var metrics = measurement.Metrics;
        _state.Measured(metrics, measurement);
        _state.Validations.Add(new FineTuneValidation(_stage.Name, _state.Epoch + 1, _state.Step, metrics));
        var value = metrics[_context.Monitor.Name];
        if (_context.Options.RestoreBestWeights && IsBetter(value, _state.RunBest, 0))
        {
            _state.RunBest = value;
            (_state.BestMetrics, _state.Best) = (metrics, measurement);
            _state.TrainedAtBest = [.. _state.Trained];
            _best.Keep(TrainedWeights.All(_context.Model, _context.Head, _state.Trained));
        }

        if (_context.Options.EarlyStopping is { } stopping)
        {
            WatchForStop(stopping, value);
        }

        return metrics;
    }

    private void WatchForStop(EarlyStopping stopping, double value)
    {
        if (IsBetter(value, _state.StageBest, stopping.MinImprovement))
        {
            _state.StageBest = value;
            _state.ValidationsWithoutImprovement = 0;
        }
        else if (++_state.ValidationsWithoutImprovement >= stopping.Patience && !_state.IsStageOver && (_state.Epoch + 1 < _stage.Epochs || _state.Step < _steps))
        {
            // At its last step it ends anyway.
            _state.IsStageOver = true;
            _state.StoppedEarly.Add(_stage.Name);
        }
    }

    private bool IsBetter(double value, double? best, double by) => best is null
        ? !double.IsNaN(value)
        : _context.Monitor.HigherIsBetter ? value > best + by : value < best - by;

    private static double? Accuracy(IReadOnlyDictionary<string, double>? metrics) => metrics is not null && metrics.TryGetValue(HeadMetric.Accuracy, out var accuracy) ? accuracy : null;
}
