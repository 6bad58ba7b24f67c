using System;
using System.Collections.Generic;
using HubAnalyzers.SavedModel;

namespace HubAnalyzers.Runtime.Export;

/// <summary>What an exported SavedModel has besides its source, or in place of it.</summary>
/// <param name="Files">Files by their paths below the folder, with forward slashes; one that the source has is replaced.</param>
/// <param name="LeftOut">Files of the source that would no longer be true.</param>
/// <param name="Tensors">Entries of the checkpoint; one that the source has is replaced.</param>
internal sealed record ModelAddition(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files,
    IReadOnlySet<string> LeftOut,
    IReadOnlyList<TensorBundleTensor> Tensors)
{
    /// <summary>Nothing.</summary>
    public static ModelAddition None { get; } = new(new Dictionary<string, ReadOnlyMemory<byte>>(), new HashSet<string>(), []);
}
