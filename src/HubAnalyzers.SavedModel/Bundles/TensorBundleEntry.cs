using System.Collections.Generic;

namespace HubAnalyzers.SavedModel;

/// <summary>What a checkpoint's index says of one tensor.</summary>
/// <param name="Key">The checkpoint key.</param>
/// <param name="DType">The element type in TensorFlow's spelling, <c>float32</c> for example.</param>
/// <param name="Shape">The shape; empty for a scalar.</param>
/// <param name="ShardId">The shard that holds the bytes, counted from 0.</param>
/// <param name="Offset">The first byte in the shard.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="Crc32C">The masked CRC-32C of the tensor's bytes.</param>
public sealed record TensorBundleEntry(
    string Key,
    string DType,
    IReadOnlyList<long> Shape,
    int ShardId,
    long Offset,
    long Size,
    uint Crc32C)
{
    /// <summary>Whether the tensor was saved in slices under other keys; shard, offset and checksum are then those of none.</summary>
    internal bool IsSliced => Slices.Count > 0;

    /// <summary>The slices; empty for a tensor that was saved whole.</summary>
    internal IReadOnlyList<Bundles.TensorSlice> Slices { get; init; } = [];

    internal Wire.DataType WireType { get; init; }
}
