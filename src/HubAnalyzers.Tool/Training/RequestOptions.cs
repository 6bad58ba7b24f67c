using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>A request as the trainer's options.</summary>
internal static class RequestOptions
{
    /// <summary>The request with epochs and rates of both stages, the library's where none were asked for, so that its run repeats whatever the defaults become.</summary>
    public static TrainRequest Settled(TrainRequest request, int examples)
    {
        var optimizer = OptimizerOf(request);
        var epochs = FineTuneDefaults.Epochs(examples, (int)Math.Min((long)request.BatchSize * request.Accumulate, examples));
        return request with
        {
            Epochs = request.Epochs.Count > 0 ? request.Epochs : [epochs, epochs],
            LearningRates = request.LearningRates.Count > 0 ? request.LearningRates : [FineTuneDefaults.HeadLearningRate(optimizer), FineTuneDefaults.LayersLearningRate(optimizer)],
        };
    }

    public static FineTuneOptions Of(TrainRequest request, Head head, IReadOnlyList<HubLayer> layers, ExampleTargets targets)
    {
        if (targets is not ClassTargets && request.BalanceClasses)
        {
            throw new WrongUsageException("--balance-classes is for images of one class each.");
        }

        if (targets is ValueTargets && request.LabelSmoothing > 0)
        {
            throw new WrongUsageException("--label-smoothing is for classes and labels; numbers have none.");
        }

        if (request.Monitor is { } monitor && head.Metrics.All(m => m.Name != monitor))
        {
            throw new WrongUsageException($"--monitor {monitor}: what is measured here is {string.Join(", ", head.Metrics.Select(static m => m.Name))}.");
        }

        return new FineTuneOptions
        {
            Stages = StagesOf(request, layers),
            BatchSize = request.BatchSize,
            AccumulateBatches = request.Accumulate,
            Seed = unchecked((ulong)request.Seed),
            Optimizer = OptimizerOf(request),
            Schedule = ScheduleOf(request),
            MaxGradientNorm = request.ClipNorm,
            LabelSmoothing = request.LabelSmoothing,
            ClassWeights = request.BalanceClasses ? BalanceOf((ClassTargets)targets) : null,
            Monitor = request.Monitor,
            EarlyStopping = request.Patience is { } patience ? new EarlyStopping(patience) : null,
            RestoreBestWeights = request.KeepBest,
            Data = new DataOptions { MaxBroken = request.MaxBroken },
        };
    }

    private static FineTuneStage[] StagesOf(TrainRequest request, IReadOnlyList<HubLayer> layers)
    {
        var head = new FineTuneStage("head", request.Epochs[0], request.LearningRates[0]);
        return layers.Count == 0
            ? [head]
            : [head, new FineTuneStage("layers", request.Epochs[1], request.LearningRates[1]) { Layers = layers, DepthDecay = request.DepthDecay }];
    }

    private static OptimizerOptions OptimizerOf(TrainRequest request)
    {
        OptimizerOptions optimizer = request.Optimizer switch
        {
            "adamw" => new AdamWOptions(),
            "sgd" => request.Momentum is { } momentum ? new SgdOptions { Momentum = momentum } : new SgdOptions(),
            _ => new AdamOptions(),
        };
        return request.WeightDecay is { } decay ? optimizer with { WeightDecay = decay } : optimizer;
    }

    private static LearningRateSchedule ScheduleOf(TrainRequest request)
    {
        LearningRateSchedule schedule = request.Schedule switch
        {
            "cosine" => new CosineSchedule(),
            "one-cycle" => new OneCycleSchedule(),
            "polynomial" => new PolynomialSchedule(),
            _ => new ConstantSchedule(),
        };
        return schedule with { WarmUpSteps = request.WarmUp };
    }

    /// <summary>Weights by which all classes count alike, and all examples as many as they are.</summary>
    private static double[] BalanceOf(ClassTargets targets)
    {
        var counts = targets.Labels.CountBy(static l => l).ToDictionary();
        return [.. targets.Names.Select((_, c) => counts.TryGetValue(c, out var count) ? (double)targets.Count / (targets.Names.Count * count) : 1)];
    }
}
