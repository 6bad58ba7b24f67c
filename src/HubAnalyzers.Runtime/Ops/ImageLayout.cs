using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>
/// How an image operation slides its window: TensorFlow's data format, window attributes and padding, as torch wants them.
/// TensorFlow's NHWC data is handed over as a permuted view, which torch computes on as channels-last, without a copy.
/// </summary>
internal readonly struct ImageLayout
{
    private readonly bool _channelsFirst;

    private ImageLayout(bool channelsFirst) => _channelsFirst = channelsFirst;

    public static ImageLayout Of(OpCall call) => call.Attributes.String("data_format", "NHWC") switch
    {
        "NHWC" => new ImageLayout(false),
        "NCHW" => new ImageLayout(true),
        var other => throw new NotSupportedException($"data_format {other}"),
    };

    public Tensor ToTorch(Tensor image) => _channelsFirst ? image : image.permute(0, 3, 1, 2);

    public Tensor FromTorch(Tensor image) => _channelsFirst ? image : image.permute(0, 2, 3, 1);

    /// <summary>Height's and width's element of an attribute that has one per axis.</summary>
    public long[] Spatial(long[] perAxis) => perAxis.Length != 4
        ? throw new NotSupportedException($"an attribute with {perAxis.Length} numbers where an image has four axes")
        : _channelsFirst ? [perAxis[2], perAxis[3]] : [perAxis[1], perAxis[2]];

    /// <summary>A shape in the operation's own layout.</summary>
    public long[] Shape(long batch, long height, long width, long channels) => _channelsFirst ? [batch, channels, height, width] : [batch, height, width, channels];

    /// <summary>Zeros before and after, for height and then width; <paramref name="image"/> is height and width.</summary>
    public (long Before, long After)[] Padding(OpCall call, long[] image, long[] window, long[] strides, long[] dilations)
    {
        switch (call.Attributes.String("padding", "VALID"))
        {
            case "VALID":
                return [(0, 0), (0, 0)];

            case "SAME":
                return [Same(image[0], 0), Same(image[1], 1)];

            case "EXPLICIT":
                var e = call.Attributes.Ints("explicit_paddings");
                if (e.Length != 8)
                {
                    throw new NotSupportedException($"{e.Length} explicit paddings");
                }

                return _channelsFirst ? [(e[4], e[5]), (e[6], e[7])] : [(e[2], e[3]), (e[4], e[5])];

            case var other:
                throw new NotSupportedException($"padding {other}");
        }

        // As many outputs as strides fit into the input; what is missing goes half before, the odd one after.
        (long, long) Same(long size, int axis)
        {
            var outputs = (size + strides[axis] - 1) / strides[axis];
            var missing = Math.Max(0, ((outputs - 1) * strides[axis]) + ((window[axis] - 1) * dilations[axis]) + 1 - size);
            return (missing / 2, missing - (missing / 2));
        }
    }

    public static bool IsSymmetric((long Before, long After)[] padding) => padding.All(static p => p.Before == p.After);

    public static Tensor Pad(Tensor torchImage, (long Before, long After)[] padding, double value) =>
        nn.functional.pad(torchImage, (long[])[padding[1].Before, padding[1].After, padding[0].Before, padding[0].After], PaddingModes.Constant, value);
}
