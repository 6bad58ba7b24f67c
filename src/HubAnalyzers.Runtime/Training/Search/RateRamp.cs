using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime.Features;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Trains one stage at rates that grow with each step, notes the losses, and puts everything back.</summary>
internal sealed class RateRamp(RunContext context, int stageIndex, LearningRateSearchOptions search, IProgress<LearningRatePoint>? progress)
{
    private readonly List<LearningRatePoint> _points = [];
    private double _mean;

    public LearningRateSearch Run()
    {
        var stage = context.Options.Stages[stageIndex];
        using var borrowed = new BorrowedWeights(context, stage);
        var end = Climb(stage);
        var (rate, why) = RateSuggestion.Of(_points);
        return new LearningRateSearch(stage.Name, _points, end, rate, why);
    }

    private LearningRateSearchEnd Climb(FineTuneStage stage)
    {
        var options = context.Options;
        var perStep = options.BatchSize * options.AccumulateBatches;

        // To ask a frozen model once for each example pays where the ramp goes through all of them.
        var kept = (long)search.Steps * perStep >= context.Training.Count ? options.FeatureCache : null;
        var use = new FeatureUse(stage.Layers.Count > 0, context.Training.VariesByEpoch, search.Steps, options.BatchSize);
        var cache = new FeatureCache(context.Model, context.Training, options.Data, kept, new FeatureBudget(kept?.MaxMemoryBytes ?? 0), use, context.CancellationToken);
        using var inputs = new StageInputs(context.Model, context.Training, options.Data, cache);
        using var optimizer = Optimizer.Create(stage.Optimizer ?? options.Optimizer, TrainedWeights.OfStage(context.Head, stage));
        var step = new TrainingStep(context, stageIndex, inputs, optimizer);
        var random = new SplitMix(options.Seed);
        for (var epoch = 0; ; epoch++)
        {
            // The last step of an epoch may be of a few examples only, and its loss would tell of these.
            var order = random.Permutation(context.Training.Count)[..(context.Training.Count / perStep * perStep)];
            using var batches = new Ahead(inputs.Read(order, options.BatchSize, new ExamplePass(IsTraining: true, epoch, options.Seed), context.CancellationToken));
            foreach (var (index, examples) in order.Chunk(perStep).Index())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (Take(step, examples, batches, epoch, index) is { } end)
                {
                    return end;
                }
            }
        }
    }

    /// <summary>One step of the ramp.</summary>
    /// <returns>What ended it; null where it goes on.</returns>
    private LearningRateSearchEnd? Take(TrainingStep step, int[] examples, Ahead batches, int epoch, int index)
    {
        var rate = search.RateOf(_points.Count);
        double loss;
        try
        {
            (loss, _) = step.Move(examples, batches, epoch, index, rate);
        }
        catch (NonFiniteLossException) when (_points.Count > 0)
        {
            return LearningRateSearchEnd.NotANumber;
        }
        catch (NonFiniteLossException e)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The {e.What} is {e.Value} before any weight moved; look for such numbers in the images."), e);
        }

        // Divided by the weights so far, or the first losses would be drawn to nought.
        _mean = (search.Smoothing * _mean) + ((1 - search.Smoothing) * loss);
        var point = new LearningRatePoint(rate, loss, _mean / (1 - Math.Pow(search.Smoothing, _points.Count + 1)));
        _points.Add(point);
        progress?.Report(point);
        return _points.Count == search.Steps ? LearningRateSearchEnd.Completed
            : point.SmoothedLoss > search.Divergence * _points.Min(static p => p.SmoothedLoss) ? LearningRateSearchEnd.Diverged
            : null;
    }
}
