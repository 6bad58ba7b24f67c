using HubAnalyzers.Runtime;
using HubAnalyzers.Samples.FineTune.HubModels;

namespace HubAnalyzers.Samples.FineTune;

/// <summary>
/// How the sample fine-tunes. First the head alone: a random head would send noise into the pretrained layers. Then one inner block.
/// Its batch norm stays as it is; asking for it too would be HUB0002 in the build and an exception here.
/// </summary>
internal static class Recipe
{
    public const string HeadStage = "head";

    /// <summary>HUB0009 notes the block's rate, which is above Adam's default: the images are few and the block is small, and in as many
    /// epochs 1e-3 ended about two points lower.</summary>
    public static FineTuneOptions For(ShapesMobilenet model, ulong seed, int headEpochs = 40, int blockEpochs = 16)
    {
        var block = model.ExpandedConv5;
        return new FineTuneOptions
        {
            Seed = seed,
            BatchSize = 50,
            Stages =
            [
                new FineTuneStage(HeadStage, headEpochs, LearningRate: 3e-3),
                new FineTuneStage("head and expanded_conv_5", blockEpochs, LearningRate: 3e-3) { Layers = [block.Expand, block.Depthwise, block.Project] },
            ],
        };
    }
}
