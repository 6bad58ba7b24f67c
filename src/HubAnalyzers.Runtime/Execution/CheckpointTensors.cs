using HubAnalyzers.Runtime.Native;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Bundles;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Execution;

/// <summary>
/// Tensors over a checkpoint's own bytes: the memory is the mapped shard's, which the tensor keeps for as long as it lives. A write to
/// it stays in this process. What cannot be had so is read into the tensor's own memory, without a managed array in between.
/// </summary>
internal static class CheckpointTensors
{
    /// <summary>The tensor, on the processor, and whether its memory is the mapping.</summary>
    /// <exception cref="HubModelFormatException">The bytes are missing or damaged.</exception>
    public static (Tensor Value, bool Mapped) Read(TensorBundleReader bundle, TensorBundleEntry entry, ScalarType type, bool map)
    {
        long[] shape = [.. entry.Shape];

        // Elements may lie at odd addresses, as after a string; not every processor reads them there.
        if (map && BorrowedTensors.AreSupported && entry.Offset % DTypes.SizeOf(entry.WireType) == 0 && bundle.Map(entry.Key) is { } mapped
            && BorrowedTensors.Create(mapped.View, mapped.Offset, type, shape) is { } tensor)
        {
            return (tensor, true);
        }

        var own = empty(shape, dtype: type);
        if (entry.Size > 0)
        {
            bundle.ReadBytes(entry.Key, own.bytes);
        }

        return (own, false);
    }
}
