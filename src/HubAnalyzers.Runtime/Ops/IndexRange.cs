using System;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>
/// Indices of several axes become rows of one table, where one that lies outside its own axis would name another row. TensorFlow refuses
/// such an index on the processor, and so does the engine on every device.
/// </summary>
internal static class IndexRange
{
    /// <summary>Throws unless all indices lie in one axis.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    public static void Require(Tensor indices, long axis, long size)
    {
        if (indices.numel() == 0)
        {
            return;
        }

        var (lowest, highest) = (indices.min().item<long>(), indices.max().item<long>());
        if (lowest < 0 || highest >= size)
        {
            throw new ArgumentException($"index {(lowest < 0 ? lowest : highest)} lies outside axis {axis} of size {size}");
        }
    }

    /// <summary>The same of rows of indices, one for each of the first axes.</summary>
    public static void Require(Tensor rows, long[] sizes)
    {
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            Require(rows.select(1, axis), axis, sizes[axis]);
        }
    }
}
