using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Batch normalisation, in all three versions of TensorFlow's fused operation, and across channels.</summary>
internal static class NormalizationOps
{
    public static Value[] FusedBatchNorm(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var image = layout.ToTorch(c[0]);
        var epsilon = (double)c.Attributes.Float("epsilon", 1e-4f);
        if (!c.Attributes.Bool("is_training", true))
        {
            var y = nn.functional.batch_norm(image, c[3], c[4], c[1], c[2], training: false, eps: epsilon);
            return [layout.FromTorch(y), c[3], c[4], default, default, default];
        }

        // The statistics go into no gradient; the running variance is the unbiased one (Bessel's correction).
        Tensor mean, variance;
        using (no_grad())
        {
            // In the statistics' own type, where images are computed with smaller numbers.
            var exact = image.to(c[3].dtype);
            var count = exact.numel() / exact.shape[1];
            mean = exact.mean([0, 2, 3]);
            variance = exact.var([0, 2, 3], unbiased: false);
            variance = variance * OpTable.Number((double)count / System.Math.Max(1, count - 1), variance);
            var share = c.Attributes.Float("exponential_avg_factor", 1f);
            if (share != 1f)
            {
                var (kept, taken) = (OpTable.Number(1 - share, mean), OpTable.Number(share, mean));
                mean = Arithmetic.Add(c[3] * kept, mean * taken);
                variance = Arithmetic.Add(c[4] * kept, variance * taken);
            }
        }

        var normalized = nn.functional.batch_norm(image, null!, null!, c[1], c[2], training: true, eps: epsilon);
        return [layout.FromTorch(normalized), mean, variance, default, default, default];
    }

    /// <summary>Each element over a power of the sum of squares of its neighbours along the channels.</summary>
    public static Tensor LocalResponse(OpCall c)
    {
        var radius = c.Attributes.Int("depth_radius", 5);
        var squares = nn.functional.pad(Arithmetic.Square(c[0]), (long[])[radius, radius], TorchSharp.PaddingModes.Constant, 0);
        var sums = squares.unfold(3, (2 * radius) + 1, 1).sum(-1);
        var divisor = Arithmetic.Add(sums * Number(c.Attributes.Float("alpha", 1)), Number(c.Attributes.Float("bias", 1))).pow(Number(c.Attributes.Float("beta", 0.5f)));
        return c[0] / divisor;

        Tensor Number(double value) => OpTable.Number(value, sums);
    }
}
