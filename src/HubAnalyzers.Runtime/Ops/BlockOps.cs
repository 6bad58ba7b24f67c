using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Blocks of an image moved into the batch or into the channels, and back.</summary>
internal static class BlockOps
{
    public static Tensor SpaceToBatch(OpCall c)
    {
        var (block, pads) = (c.Ints(1), c.Ints(2));
        var n = block.Length;
        var rest = c[0].dim() - 1 - n;
        long[] reversed = [.. Enumerable.Repeat(0L, 2 * (int)rest), .. Enumerable.Range(0, n).Reverse().SelectMany(i => (long[])[pads[2 * i], pads[(2 * i) + 1]])];
        var image = nn.functional.pad(c[0], reversed, PaddingModes.Constant, 0);
        var s = image.shape;
        var split = image.reshape([s[0], .. Enumerable.Range(0, n).SelectMany(i => (long[])[s[i + 1] / block[i], block[i]]), .. s[(n + 1)..]]);
        long[] order = [.. Enumerable.Range(0, n).Select(static i => 2L + (2 * i)), 0, .. Enumerable.Range(0, n).Select(static i => 1L + (2 * i)), .. Enumerable.Range(1 + (2 * n), (int)rest).Select(static i => (long)i)];
        return split.permute(order).reshape([-1, .. Enumerable.Range(0, n).Select(i => s[i + 1] / block[i]), .. s[(n + 1)..]]);
    }

    public static Tensor BatchToSpace(OpCall c)
    {
        var (block, crops) = (c.Ints(1), c.Ints(2));
        var n = block.Length;
        var s = c[0].shape;
        var batch = s[0] / block.Aggregate(1L, static (a, b) => a * b);
        var rest = s.Length - 1 - n;
        long[] order = [n, .. Enumerable.Range(0, n).SelectMany(i => (long[])[n + 1 + i, i]), .. Enumerable.Range((2 * n) + 1, rest).Select(static i => (long)i)];
        var image = c[0].reshape([.. block, batch, .. s[1..]]).permute(order).reshape([batch, .. Enumerable.Range(0, n).Select(i => s[i + 1] * block[i]), .. s[(n + 1)..]]);
        for (var i = 0; i < n; i++)
        {
            image = image.narrow(i + 1, crops[2 * i], image.shape[i + 1] - crops[2 * i] - crops[(2 * i) + 1]);
        }

        return image;
    }

    public static Tensor SpaceToDepth(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var block = c.Attributes.Int("block_size", 1);
        var image = layout.ToTorch(c[0]);
        var s = image.shape;
        return layout.FromTorch(image.reshape(s[0], s[1], s[2] / block, block, s[3] / block, block).permute(0, 3, 5, 1, 2, 4).reshape(s[0], s[1] * block * block, s[2] / block, s[3] / block));
    }

    public static Tensor DepthToSpace(OpCall c)
    {
        var layout = ImageLayout.Of(c);
        var block = c.Attributes.Int("block_size", 1);
        var image = layout.ToTorch(c[0]);
        var s = image.shape;
        var depth = s[1] / (block * block);
        return layout.FromTorch(image.reshape(s[0], block, block, depth, s[2], s[3]).permute(0, 3, 4, 1, 5, 2).reshape(s[0], depth, s[2] * block, s[3] * block));
    }
}
