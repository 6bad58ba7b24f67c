using System.Collections.Generic;
using HubAnalyzers.Samples.Shapes;

namespace HubAnalyzers.Samples.Pretrain.Net;

/// <summary>The sizes of a MobileNetV2.</summary>
/// <param name="Size">Height and width of its images.</param>
/// <param name="StemChannels">What the first convolution gives.</param>
/// <param name="Blocks">Of each block: how much wider it is inside, its channels out, its stride.</param>
/// <param name="Features">Length of the feature vector.</param>
/// <param name="Classes">What the classifier of the signature tells apart.</param>
internal sealed record NetPlan(int Size, int StemChannels, IReadOnlyList<(int Expansion, int Channels, int Stride)> Blocks, int Features, int Classes)
{
    /// <summary>The carried model's, for small images of shapes.</summary>
    public static NetPlan Shapes { get; } = new(
        ShapePainter.Size,
        16,
        [(1, 16, 1), (4, 24, 2), (4, 24, 1), (4, 32, 2), (4, 32, 1), (4, 32, 1), (4, 48, 1), (4, 48, 1)],
        192,
        ShapeClasses.Pretraining.Count);

    /// <summary>The published net of width 1.0 (Sandler and others, 2018, table 2).</summary>
    public static NetPlan MobilenetV2 { get; } = new(
        224,
        32,
        [
            (1, 16, 1), (6, 24, 2), (6, 24, 1), (6, 32, 2), (6, 32, 1), (6, 32, 1), (6, 64, 2), (6, 64, 1), (6, 64, 1), (6, 64, 1),
            (6, 96, 1), (6, 96, 1), (6, 96, 1), (6, 160, 2), (6, 160, 1), (6, 160, 1), (6, 320, 1),
        ],
        1280,
        1000);
}
