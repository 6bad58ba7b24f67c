using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Batch normalisation, in all three versions of TensorFlow's fused operation.</summary>
internal static class NormalizationOps
{
    public static Tensor?[] FusedBatchNorm(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var image = layout.ToTorch(c[0]);
        var epsilon = (double)c.Attributes.Float("epsilon", 1e-4f);
        if (!c.Attributes.Bool("is_training", true))
        {
            var y = nn.functional.batch_norm(image, c[3], c[4], c[1], c[2], training: false, eps: epsilon);
            return [layout.FromTorch(y), c[3], c[4], null, null, null];
        }

        // The statistics go into no gradient; the running variance is the unbiased one (Bessel's correction).
        Tensor mean, variance;
        using (no_grad())
        {
            var count = image.numel() / image.shape[1];
            mean = image.mean([0, 2, 3]);
            variance = image.var([0, 2, 3], unbiased: false) * ((double)count / System.Math.Max(1, count - 1));
            var share = c.Attributes.Float("exponential_avg_factor", 1f);
            if (share != 1f)
            {
                mean = (c[3] * (1 - share)) + (mean * share);
                variance = (c[4] * (1 - share)) + (variance * share);
            }
        }

        var normalized = nn.functional.batch_norm(image, null!, null!, c[1], c[2], training: true, eps: epsilon);
        return [layout.FromTorch(normalized), mean, variance, null, null, null];
    }
}
