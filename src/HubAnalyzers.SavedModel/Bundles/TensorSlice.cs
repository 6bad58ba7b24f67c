using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Bundles;

/// <summary>A part of a partitioned variable: where it begins in each dimension and how far it goes.</summary>
internal sealed class TensorSlice
{
    private readonly IReadOnlyList<long> _shape;

    private TensorSlice(IReadOnlyList<long> shape, long[] starts, long[] lengths, byte[] key)
    {
        _shape = shape;
        Starts = starts;
        Lengths = lengths;
        Key = key;
    }

    public long[] Starts { get; }

    public long[] Lengths { get; }

    /// <summary>The key that the part is saved under.</summary>
    public byte[] Key { get; }

    public long Elements => Lengths.Aggregate(1L, static (a, b) => a * b);

    /// <summary>Reads a slice of a tensor; null where it leads out of the tensor's shape.</summary>
    public static TensorSlice? Of(string name, TensorSliceProto proto, IReadOnlyList<long> shape)
    {
        if (proto.Extent.Count != shape.Count)
        {
            return null;
        }

        var starts = proto.Extent.Select(static e => e.Start).ToArray();
        var lengths = proto.Extent.Select((e, i) => e.HasLengthCase == TensorSliceProto.Types.Extent.HasLengthOneofCase.Length ? e.Length : shape[i]).ToArray();
        return starts.Zip(lengths, shape).Any(static p => p.First < 0 || p.Second < 0 || p.First > p.Third - p.Second)
            ? null
            : new TensorSlice(shape, starts, lengths, SliceKey.Of(name, [.. proto.Extent.Select(static e => (e.Start, e.HasLengthCase == TensorSliceProto.Types.Extent.HasLengthOneofCase.Length ? e.Length : -1))]));
    }

    /// <summary>Copies the part's bytes to their places in the whole tensor, run by run.</summary>
    public void CopyTo(ReadOnlySpan<byte> part, Span<byte> whole, int elementSize)
    {
        var rank = Lengths.Length;
        var run = rank == 0 ? 1 : Lengths[^1];
        var at = new long[rank];
        for (var done = 0L; done < part.Length; done += run * elementSize)
        {
            var offset = 0L;
            for (var d = 0; d < rank; d++)
            {
                offset = (offset * _shape[d]) + Starts[d] + at[d];
            }

            part.Slice((int)done, (int)(run * elementSize)).CopyTo(whole[(int)(offset * elementSize)..]);
            for (var d = rank - 2; d >= 0 && ++at[d] == Lengths[d]; d--)
            {
                at[d] = 0;
            }
        }
    }
}
