using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime;

/// <summary>Everything a run depends on besides model, head and data.</summary>
public sealed record FineTuneOptions
{
    /// <summary>The stages in order. The first must train the head alone: an untrained head would send noise into pretrained weights.</summary>
    public required IReadOnlyList<FineTuneStage> Stages { get; init; }

    /// <summary>Examples that are computed at once; at least 1.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How many batches make one step; at least 1. Their gradients are added up to those of one large batch.</summary>
    public int AccumulateBatches { get; init; } = 1;

    /// <summary>Decides the order of the examples, and what is drawn in a step (dropout).</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The optimizer, where a stage names no other. It starts anew in each stage.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions();

    /// <summary>How the learning rate changes over each stage, where the stage says nothing else.</summary>
    public LearningRateSchedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>How long all gradients together, as one vector, may be before they are scaled down; null is no bound.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>Which share of a label is spread over all classes; from 0 to below 1. For heads with classes.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// How much an example of each class counts in the loss beside the others; null counts all alike. The loss is a weighted mean, so
    /// that all weights ten times as large change nothing. For heads with classes.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>The head's metric that decides what is better, <c>accuracy</c> or <c>loss</c> for example; null is the head's first.</summary>
    public string? Monitor { get; init; }

    /// <summary>Ends stages that get no better; null trains all epochs.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Whether each stage ends with the weights of the run's best validation so far instead of its last.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>After how many steps within an epoch there is a validation besides the one at the epoch's end; null is none.</summary>
    public int? ValidateEverySteps { get; init; }

    /// <summary>How the examples are read; nothing in it changes the weights that come out.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Where the run keeps what frozen layers give, so that it is computed once; null keeps nothing. It changes no weight that comes out.</summary>
    public FeatureCacheOptions? FeatureCache { get; init; } = new();

    /// <summary>Where the run keeps what it can go on from; null keeps nothing.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>
    /// Options to begin with where the examples are few: a stage for the head and, where layers are given, one for them and the head, with the
    /// epochs, rates and schedule of <see cref="FineTuneDefaults"/>.
    /// </summary>
    /// <param name="examples">The number of examples to learn from.</param>
    /// <param name="layers">The layers of the second stage; none where only the head trains.</param>
    /// <param name="optimizer">The optimizer; null is Adam.</param>
    /// <param name="batchSize">Examples that are computed at once.</param>
    public static FineTuneOptions For(int examples, IReadOnlyList<HubLayer>? layers = null, OptimizerOptions? optimizer = null, int batchSize = FineTuneDefaults.BatchSize)
    {
        optimizer ??= new AdamOptions();
        var epochs = FineTuneDefaults.Epochs(examples, batchSize);
        var head = new FineTuneStage("head", epochs, FineTuneDefaults.HeadLearningRate(optimizer));
        return new FineTuneOptions
        {
            BatchSize = batchSize,
            Optimizer = optimizer,
            Schedule = FineTuneDefaults.Schedule,
            Stages = layers is not { Count: > 0 } ? [head] : [head, new FineTuneStage("layers", epochs, FineTuneDefaults.LayersLearningRate(optimizer)) { Layers = layers }],
        };
    }

    /// <summary>Reads options that <see cref="ToJson"/> or a receipt wrote. Whether their values fit is checked when a run begins.</summary>
    /// <param name="json">The options. A key that is missing has its default.</param>
    /// <param name="model">The model whose layers are named.</param>
    /// <exception cref="FormatException">A key is unknown, a value is of a wrong type, or a layer is none of the model's; the message names the place.</exception>
    public static FineTuneOptions FromJson(JsonElement json, HubModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return OptionsJson.Read(json, model);
    }

    /// <summary>All options as JSON, with layers by name.</summary>
    public JsonElement ToJson() => OptionsJson.ToElement(this);

    /// <summary>Checks the options against a model and a head before anything runs.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    /// <exception cref="HubTrainabilityException">A stage asks for a layer that cannot train.</exception>
    internal void Validate(HubModel model, Head head)
    {
        if (Stages is not { Count: > 0 })
        {
            throw new ArgumentException("At least one stage is needed.", nameof(Stages));
        }

        if (Stages.Any(static s => s is null || s.Layers is null || s.Layers.Contains(null!)))
        {
            throw new ArgumentException("A stage, its list of layers or a layer in it is null.", nameof(Stages));
        }

        if (Stages.FirstOrDefault(static s => string.IsNullOrWhiteSpace(s.Name)) is { } unnamed)
        {
            throw new ArgumentException($"Stage {Stages.ToList().IndexOf(unnamed) + 1} has no name.", nameof(Stages));
        }

        if (Stages[0].Layers.Count == 0 && !head.Parameters().Any())
        {
            throw new ArgumentException($"Stage '{Stages[0].Name}' trains nothing: the head has no parameter that requires gradients.", nameof(Stages));
        }

        RequireAtLeast1(BatchSize, nameof(BatchSize));
        RequireAtLeast1(AccumulateBatches, nameof(AccumulateBatches));
        if ((long)BatchSize * AccumulateBatches > Array.MaxLength)
        {
            throw new ArgumentException($"BatchSize times AccumulateBatches is {(long)BatchSize * AccumulateBatches}; at most {Array.MaxLength} examples make a step.", nameof(BatchSize));
        }

        RequireAtLeast1(ValidateEverySteps ?? 1, nameof(ValidateEverySteps));
        (Data ?? throw new ArgumentException("Data is null.", nameof(Data))).Validate();
        Checkpoints?.Check();
        FeatureCache?.Check();
        CheckLoss(head);
        CheckMonitor(head);
        (Optimizer ?? throw new ArgumentException("Optimizer is null.", nameof(Optimizer))).Check(nameof(Optimizer));
        (Schedule ?? throw new ArgumentException("Schedule is null.", nameof(Schedule))).Check(nameof(Schedule));
        if (Stages[0].Layers.Count > 0)
        {
            throw new ArgumentException($"{Rulebook.UntrainedHead}: {Rulebook.Say(Rulebook.UntrainedHeadMessage, model.Facts.Name)}", nameof(Stages));
        }

        foreach (var stage in Stages)
        {
            stage.Check(model);
        }
    }

    /// <summary>How many steps an epoch over some examples has.</summary>
    internal int StepsOf(int examples)
    {
        var batches = ((long)examples + BatchSize - 1) / BatchSize;
        return (int)((batches + AccumulateBatches - 1) / AccumulateBatches);
    }

    /// <summary>Checks that the steps of a stage can be counted, and that no warm-up takes all of them.</summary>
    internal void CheckSteps(int examples)
    {
        foreach (var stage in Stages)
        {
            var steps = (long)StepsOf(examples) * stage.Epochs;
            if (steps > int.MaxValue)
            {
                throw new ArgumentException($"Stage '{stage.Name}' has {stage.Epochs} epochs, which are {steps} steps; at most {int.MaxValue} are possible.", nameof(Stages));
            }

            if ((stage.Schedule ?? Schedule).WarmUpSteps is var warmUp && warmUp >= steps)
            {
                throw new ArgumentException($"Stage '{stage.Name}' has {steps} steps, its schedule {warmUp} WarmUpSteps; fewer are needed.", nameof(Stages));
            }
        }
    }

    private static void RequireAtLeast1(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentException($"{name} is {value}; at least 1 is needed.", name);
        }
    }

    private void CheckLoss(Head head)
    {
        if (MaxGradientNorm is { } norm && (!(norm > 0) || double.IsInfinity(norm)))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"MaxGradientNorm is {norm}; it must be a number above 0."), nameof(MaxGradientNorm));
        }

        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"LabelSmoothing is {LabelSmoothing}; it must be at least 0 and below 1."), nameof(LabelSmoothing));
        }

        if (head.ClassCount is not { } classes)
        {
            if (LabelSmoothing > 0 || ClassWeights is not null)
            {
                var option = LabelSmoothing > 0 ? nameof(LabelSmoothing) : nameof(ClassWeights);
                throw new ArgumentException($"{option} is for heads with classes; a {head.GetType().Name} has none.", option);
            }
        }
        else if (ClassWeights is { } weights && (weights.Count != classes || weights.Any(static w => !((float)w > 0) || !float.IsFinite((float)w))))
        {
            throw new ArgumentException($"ClassWeights needs one number for each of the {classes} classes, each above 0 and none beyond float32.", nameof(ClassWeights));
        }
    }

    private void CheckMonitor(Head head)
    {
        if (Monitor is not null && head.Metrics.All(m => m.Name != Monitor))
        {
            throw new ArgumentException($"Monitor is '{Monitor}'; a {head.GetType().Name} has {string.Join(", ", head.Metrics.Select(static m => m.Name))}.", nameof(Monitor));
        }

        if (EarlyStopping is not null)
        {
            RequireAtLeast1(EarlyStopping.Patience, "EarlyStopping.Patience");
            if (!(EarlyStopping.MinImprovement >= 0) || double.IsInfinity(EarlyStopping.MinImprovement))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"EarlyStopping.MinImprovement is {EarlyStopping.MinImprovement}; it must be a number of at least 0."), nameof(EarlyStopping));
            }
        }
    }
}
