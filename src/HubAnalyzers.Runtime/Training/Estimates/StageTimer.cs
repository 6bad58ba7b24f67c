using System;
using System.Diagnostics;
using System.Linq;
using HubAnalyzers.Runtime.Features;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Times two steps of each stage on real examples, and a batch of validation, and puts everything back.</summary>
internal sealed class StageTimer(RunContext context)
{
    private const int Timed = 2;

    /// <summary>Adds times to an estimate.</summary>
    public TrainingEstimate AddTo(TrainingEstimate estimate)
    {
        var stages = estimate.Stages.Select((s, i) => Time(s, i)).ToList();
        return estimate with
        {
            Stages = stages,
            Seconds = stages.Zip(context.Options.Stages, static (s, o) => s.SecondsBefore!.Value + (o.Epochs * s.SecondsPerEpoch!.Value)).Sum(),
        };
    }

    private StageEstimate Time(StageEstimate estimate, int index)
    {
        var options = context.Options;
        var stage = options.Stages[index];
        using var borrowed = new BorrowedWeights(context, stage);
        var perStep = Math.Min(options.BatchSize * options.AccumulateBatches, context.Training.Count);
        var some = new ExampleSubset(context.Training, [.. Enumerable.Range(0, perStep)]);
        var own = context with { Training = some };
        var kept = estimate.KeepsTraining ? new FeatureCacheOptions() : null;
        var use = new FeatureUse(StagePlan.IsTraining(stage), context.Training.VariesByEpoch, Timed + 1, options.BatchSize);
        var cache = new FeatureCache(own.Model, some, options.Data, kept, new FeatureBudget(kept?.MaxMemoryBytes ?? 0), use, context.CancellationToken);
        using var inputs = new StageInputs(own.Model, some, options.Data, cache);
        using var direct = new StageInputs(own.Model, some, options.Data);
        using var optimizer = Optimizer.Create(stage.Optimizer ?? options.Optimizer, TrainedWeights.OfStage(own.Head, stage));
        var step = new TrainingStep(own, index, inputs, optimizer);
        var ofStep = Best(() => Step(step, inputs, perStep));
        var ofCall = Best(() => Call(direct, perStep)) / perStep;
        var (training, validation) = (context.Training.Count, context.Validation.Count);
        return estimate with
        {
            SecondsPerEpoch = (ofStep * training / perStep) + (estimate.KeepsValidation && stage.Layers.Count == 0 ? 0 : ofCall * validation),
            SecondsBefore = ofCall * ((estimate.KeepsTraining ? training : 0) + (estimate.KeepsValidation ? validation : 0)),
        };
    }

    /// <summary>The shorter of two times, after one that prepares.</summary>
    private double Best(Action work)
    {
        work();
        return Enumerable.Range(0, Timed).Min(_ =>
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }

    private void Step(TrainingStep step, StageInputs inputs, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        using var batches = new Ahead(inputs.Read(order, context.Options.BatchSize, new ExamplePass(IsTraining: true, 0, context.Options.Seed), context.CancellationToken));
        step.Move(order, batches, 0, 0, 1e-12);
    }

    private void Call(StageInputs inputs, int count)
    {
        using var noGrad = torch.no_grad();
        foreach (var batch in inputs.Read([.. Enumerable.Range(0, count)], context.Options.BatchSize, default, context.CancellationToken))
        {
            using (batch)
            {
                using var features = inputs.FeaturesOf(batch);
            }
        }
    }
}
