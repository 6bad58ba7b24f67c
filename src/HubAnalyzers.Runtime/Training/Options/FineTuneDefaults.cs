using System;

namespace HubAnalyzers.Runtime;

/// <summary>
/// What to begin with where nothing is known of a task but that its examples are few, hundreds to some thousands. Both the command line
/// and <see cref="FineTuneOptions.For"/> use it; <see cref="FineTuner.FindLearningRate"/> measures instead.
/// </summary>
public static class FineTuneDefaults
{
    /// <summary>Steps that a stage is given: with few examples it is they that count, not how often each was seen.</summary>
    private const int Steps = 300;

    private const int FewestEpochs = 5;
    private const int MostEpochs = 40;

    /// <summary>Examples that are computed at once.</summary>
    public const int BatchSize = 32;

    /// <summary>How many epochs make about 300 steps; from 5 to 40.</summary>
    /// <param name="examples">The examples to learn from; at least 1.</param>
    /// <param name="batchSize">The examples of a step; at least 1.</param>
    public static int Epochs(int examples, int batchSize = BatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(examples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var perEpoch = (examples + (long)batchSize - 1) / batchSize;
        return (int)Math.Clamp((Steps + perEpoch - 1) / perEpoch, FewestEpochs, MostEpochs);
    }

    /// <summary>The learning rate of a stage in which only the head trains.</summary>
    public static double HeadLearningRate(OptimizerOptions optimizer) => optimizer is SgdOptions ? 3e-2 : 3e-3;

    /// <summary>The learning rate of a stage in which pretrained layers train beside the head.</summary>
    public static double LayersLearningRate(OptimizerOptions optimizer) => optimizer is SgdOptions ? 1e-2 : 1e-3;

    /// <summary>How the rate changes over a stage: down to nothing along a cosine, so that the last steps settle.</summary>
    public static LearningRateSchedule Schedule { get; } = new CosineSchedule();
}
