using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Pooling.</summary>
internal static class PoolingOps
{
    public static Tensor MaxPool(OpCall c)
    {
        var (layout, image, window, strides, padding) = Read(c);

        // torch's own padding takes the same before as after, and at most half a window.
        return layout.FromTorch(ImageLayout.IsSymmetric(padding) && padding[0].Before <= window[0] / 2 && padding[1].Before <= window[1] / 2
            ? nn.functional.max_pool2d(image, window, strides, (long[])[padding[0].Before, padding[1].Before])
            : nn.functional.max_pool2d(ImageLayout.Pad(image, padding, double.NegativeInfinity), window, strides));
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

    /// <summary>All windows side by side: row, column, then channel.</summary>
    public static Tensor Patches(OpCall c)
    {
        var image = c[0].permute(0, 3, 1, 2);
        var layout = ImageLayout.Of(c);
        var window = layout.Spatial(c.Attributes.Ints("ksizes"));
        var strides = layout.Spatial(c.Attributes.Ints("strides"));
        var rates = layout.Spatial(c.Attributes.Ints("rates"));
        var padding = layout.Padding(c, image.shape[2..], window, strides, rates);
        var padded = ImageLayout.Pad(image, padding, 0);
        var height = ((padded.shape[2] - ((window[0] - 1) * rates[0]) - 1) / strides[0]) + 1;
        var width = ((padded.shape[3] - ((window[1] - 1) * rates[1]) - 1) / strides[1]) + 1;
        var columns = nn.functional.unfold(padded, (window[0], window[1]), (rates[0], rates[1]), (0, 0), (strides[0], strides[1]));
        return columns.reshape(image.shape[0], image.shape[1], window[0] * window[1], height, width).permute(0, 3, 4, 2, 1).reshape(image.shape[0], height, width, -1);
    }

    private static (ImageLayout Layout, Tensor Image, long[] Window, long[] Strides, (long Before, long After)[] Padding) Read(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var image = layout.ToTorch(c[0]);
        var window = layout.Spatial(c.Attributes.Ints("ksize"));
        var strides = layout.Spatial(c.Attributes.Ints("strides"));
        return (layout, image, window, strides, layout.Padding(c, image.shape[2..], window, strides, [1, 1]));
    }
}
