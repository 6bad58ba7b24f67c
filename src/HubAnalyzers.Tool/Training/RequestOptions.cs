using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Tool.Training;

/// <summary>A request as the trainer's options.</summary>
internal static class RequestOptions
{
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
            Stages = StagesOf(request, layers, targets.Count),
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

    private static FineTuneStage[] StagesOf(TrainRequest request, IReadOnlyList<HubLayer> layers, int examples)
    {
        var optimizer = OptimizerOf(request);
        var epochs = request.Epochs is [var ofHead, var ofLayers] ? (ofHead, ofLayers) : Twice(FineTuneDefaults.Epochs(examples, request.BatchSize * request.Accumulate));
        var rates = request.LearningRates is [var a, var b] ? (a, b) : (FineTuneDefaults.HeadLearningRate(optimizer), FineTuneDefaults.LayersLearningRate(optimizer));
        var head = new FineTuneStage("head", epochs.Item1, rates.Item1);
        return layers.Count == 0 ? [head] : [head, new FineTuneStage("layers", epochs.Item2, rates.Item2) { Layers = layers, DepthDecay = request.DepthDecay }];

        static (int, int) Twice(int value) => (value, value);
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
