using System.Collections.Generic;
using HubAnalyzers.Runtime;

namespace HubAnalyzers.Samples.FineTune.Comparison;

/// <summary>A way to train the whole net. From random weights more than one is tried, so that the comparison is not with a bad choice.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Optimizer">Its optimizer.</param>
/// <param name="LearningRate">Its highest learning rate; it rises for <paramref name="WarmUpSteps"/>, then falls as half a cosine.</param>
/// <param name="WarmUpSteps">How long it rises.</param>
/// <param name="Augmentation">How images are changed from epoch to epoch; null is not at all.</param>
internal sealed record TrainingRecipe(string Name, OptimizerOptions Optimizer, double LearningRate, int WarmUpSteps, ImageAugmentation? Augmentation = null)
{
    /// <summary>The one that does best from random weights.</summary>
    public static TrainingRecipe Augmented { get; } = new(
        "as in pretraining, images augmented",
        new SgdOptions { Momentum = 0.9, Nesterov = true },
        0.1,
        50,
        new ImageAugmentation { MirrorLeftRight = true, SmallestCrop = 0.7, Brightness = 0.1, Contrast = 0.1, Saturation = 0.1 });

    public static IReadOnlyList<TrainingRecipe> All { get; } =
    [
        new("Adam", new AdamOptions(), 3e-3, 24),

        // That of samples/Pretrain, which the carried model comes from.
        Augmented with { Name = "as in pretraining", Augmentation = null },
        Augmented,
    ];
}
