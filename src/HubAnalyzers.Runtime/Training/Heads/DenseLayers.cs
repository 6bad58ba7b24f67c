using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using TorchSharp;
using TorchSharp.Modules;

namespace HubAnalyzers.Runtime.Training;

/// <summary>The dense layers of a head: one, or a hidden one before it, with dropout in front where asked for.</summary>
internal sealed class DenseLayers
{
    private readonly List<(string Name, Linear Layer)> _layers = [];

    public DenseLayers(long features, long outputs, long seed, HeadOptions options)
    {
        options.Check();
        Features = features;
        Dropout = options.Dropout;
        Native.TorchNative.EnsureLoaded();
        using var generator = new torch.Generator((ulong)seed);
        using var scope = torch.NewDisposeScope();
        if (options.HiddenUnits > 0)
        {
            _layers.Add(("head/hidden", Create(features, options.HiddenUnits, generator)));
        }

        var last = Create(options.HiddenUnits > 0 ? options.HiddenUnits : features, outputs, generator);
        _layers.Add(("head", last));
        Module = Stack(options, last);
    }

    /// <summary>The size of the vectors that the first layer takes.</summary>
    public long Features { get; }

    /// <summary>The share that is left out in front of each layer in training.</summary>
    public double Dropout { get; }

    /// <summary>All of it: the one layer itself where there is nothing else.</summary>
    public torch.nn.Module<torch.Tensor, torch.Tensor> Module { get; }

    /// <summary>The layers with their present weights, the kernels in TensorFlow's layout.</summary>
    public IReadOnlyList<HeadLayer> Describe()
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        return [.. _layers.Select((l, i) => new HeadLayer(
            l.Name,
            l.Layer.weight!.shape[1],
            l.Layer.weight.shape[0],
            l.Layer.weight.t().contiguous().cpu().data<float>().ToArray(),
            l.Layer.bias!.contiguous().cpu().data<float>().ToArray(),
            HasRelu: i < _layers.Count - 1))];
    }

    /// <summary>Kernels and biases as a checkpoint holds them.</summary>
    public static IEnumerable<TensorBundleTensor> ToTensors(IReadOnlyList<HeadLayer> layers) => layers.SelectMany(static l => (TensorBundleTensor[])
    [
        TensorBundleTensor.Float32(l.Scope + "/kernel", [l.Inputs, l.Outputs], l.Kernel),
        TensorBundleTensor.Float32(l.Scope + "/bias", [l.Outputs], l.Bias),
    ]);

    /// <summary>Takes the weights of a checkpoint; all are read before one is changed.</summary>
    /// <exception cref="HubModelFormatException">One is missing, or of another size.</exception>
    public void Import(TensorBundleReader reader, string prefixPath)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var read = _layers.Select(l => (
            l.Layer,
            Kernel: Read(reader, prefixPath, l.Name + "/kernel", l.Layer.weight!.shape[1], l.Layer.weight.shape[0]).t(),
            Bias: Read(reader, prefixPath, l.Name + "/bias", l.Layer.bias!.shape))).ToList();
        foreach (var (layer, kernel, bias) in read)
        {
            layer.weight!.copy_(kernel);
            layer.bias!.copy_(bias);
        }
    }

    private static torch.Tensor Read(TensorBundleReader reader, string prefixPath, string key, params long[] shape) =>
        reader.TryGetEntry(key, out var entry) && TensorTypes.ToTorch(entry.WireType) == torch.ScalarType.Float32 && entry.Shape.SequenceEqual(shape)
            ? TensorTypes.FromBytes(reader.ReadBytes(key), torch.ScalarType.Float32, shape)
            : throw new HubModelFormatException(prefixPath + ".index", $"it has no '{key}' of [{string.Join(", ", shape)}]", "make the head as it was when it was written");

    private static Linear Create(long inputs, long outputs, torch.Generator generator)
    {
        var linear = torch.nn.Linear(inputs, outputs);
        using (torch.no_grad())
        {
            var bound = 1 / Math.Sqrt(inputs);
            using var width = (2 * bound).ToScalar();
            using var offset = torch.tensor((float)bound);
            linear.weight!.copy_(torch.rand([outputs, inputs], generator: generator).mul_(width).sub_(offset));
            linear.bias!.zero_();
        }

        linear.weight.DetachFromDisposeScope();
        linear.bias.DetachFromDisposeScope();
        return linear;
    }

    private torch.nn.Module<torch.Tensor, torch.Tensor> Stack(HeadOptions options, Linear last)
    {
        if (_layers.Count == 1 && options.Dropout == 0)
        {
            return last;
        }

        var parts = new List<(string, torch.nn.Module<torch.Tensor, torch.Tensor>)>();
        foreach (var (name, layer) in _layers)
        {
            if (options.Dropout > 0)
            {
                parts.Add(($"dropout{parts.Count}", torch.nn.Dropout(options.Dropout)));
            }

            parts.Add((name[(name.LastIndexOf('/') + 1)..], layer));
            if (layer != last)
            {
                parts.Add(("relu", torch.nn.ReLU()));
            }
        }

        return torch.nn.Sequential(parts);
    }
}
