using System;
using System.IO;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>Tensors to and from a checkpoint, bit for bit.</summary>
internal static class CheckpointTensor
{
    public static TensorBundleTensor Of(string key, torch.Tensor value)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var type = TensorTypes.FromTorch(value.dtype) ?? throw new NotSupportedException($"'{key}' has elements of type {value.dtype}, which no checkpoint holds.");
        return new TensorBundleTensor(key, type, value.shape, value.detach().cpu().contiguous().bytes.ToArray());
    }

    /// <summary>Reads a tensor into the dispose scope.</summary>
    /// <exception cref="InvalidDataException">There is none that fits.</exception>
    public static torch.Tensor Read(TensorBundleReader bundle, string key, torch.Tensor like)
    {
        if (!bundle.TryGetEntry(key, out var entry) || TensorTypes.ToTorch(entry.WireType) != like.dtype || !entry.Shape.SequenceEqual(like.shape))
        {
            throw new InvalidDataException($"it has no '{key}' of {like.dtype} [{string.Join(", ", like.shape)}]");
        }

        return TensorTypes.FromBytes(bundle.ReadBytes(key), like.dtype, like.shape);
    }
}
