using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Pooling.</summary>
internal static class PoolingOps
{
    public static Tensor MaxPool(OpCall c)
    {
        var (layout, image, window, strides, padding) = Read(c);
        return layout.FromTorch(nn.functional.max_pool2d(ImageLayout.Pad(image, padding, double.NegativeInfinity), window, strides));
    }

    public static Tensor AvgPool(OpCall c)
    {
        var (layout, image, window, strides, padding) = Read(c);
        if (padding is [(0, 0), (0, 0)])
        {
            return layout.FromTorch(nn.functional.avg_pool2d(image, window, strides));
        }

        // The padding does not count: divide by how many elements of the window lie inside.
        var sums = nn.functional.avg_pool2d(ImageLayout.Pad(image, padding, 0), window, strides);
        var inside = ones([1, 1, image.shape[2], image.shape[3]], image.dtype, image.device);
        var shares = nn.functional.avg_pool2d(ImageLayout.Pad(inside, padding, 0), window, strides);
        return layout.FromTorch(sums / shares);
    }

    private static (ImageLayout Layout, Tensor Image, long[] Window, long[] Strides, (long Before, long After)[] Padding) Read(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var image = layout.ToTorch(c[0]);
        var window = layout.Spatial(c.Attributes.Ints("ksize"));
        var strides = layout.Spatial(c.Attributes.Ints("strides"));
        return (layout, image, window, strides, layout.Padding(c, image, window, strides, [1, 1]));
    }
}
