using System;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// Mean and standard deviation of each number that is learnt. Layers whose weights are about 1 reach numbers of any size through it as
/// fast as small ones, and none of several outweighs the others.
/// </summary>
internal sealed class ValueScale : IDisposable
{
    private readonly float[] _means;
    private readonly float[] _deviations;
    private torch.Tensor _mean;
    private torch.Tensor _deviation;

    private ValueScale(float[] means, float[] deviations)
    {
        _means = means;
        _deviations = deviations;
        _mean = torch.tensor(means).DetachFromDisposeScope();
        _deviation = torch.tensor(deviations).DetachFromDisposeScope();
    }

    /// <summary>Of the numbers of some examples; one that is the same for all of them keeps its size.</summary>
    public static ValueScale Of(ValueTargets targets)
    {
        var means = Enumerable.Range(0, targets.Names.Count).Select(column => targets.Values.Average(row => (double)row[column])).ToArray();
        var deviations = means.Select((mean, column) => Math.Sqrt(targets.Values.Average(row => (row[column] - mean) * (row[column] - mean)))).ToArray();
        return new ValueScale([.. means.Select(static m => (float)m)], [.. deviations.Select(static d => (float)d is var single and > 0 ? single : 1)]);
    }

    /// <summary>Of deviations that a checkpoint holds, to measure in; null where it holds none that fit.</summary>
    public static ValueScale? OfDeviations(TensorBundleReader reader, string key, int values)
    {
        if (!reader.TryGetEntry(key, out var entry) || TensorTypes.ToTorch(entry.WireType) != torch.ScalarType.Float32 || !entry.Shape.SequenceEqual([values]))
        {
            return null;
        }

        var deviations = MemoryMarshal.Cast<byte, float>(reader.ReadBytes(key)).ToArray();
        return Array.TrueForAll(deviations, static d => d > 0 && float.IsFinite(d)) ? new ValueScale(new float[values], deviations) : null;
    }

    /// <summary>The deviations as a checkpoint holds them.</summary>
    public TensorBundleTensor ToTensor(string key) => TensorBundleTensor.Float32(key, [_deviations.Length], _deviations);

    /// <summary>What the layers' outputs mean.</summary>
    public torch.Tensor ToValues(torch.Tensor outputs)
    {
        Follow(outputs.device);
        return Arithmetic.Add(outputs * _deviation, _mean);
    }

    /// <summary>Differences in standard deviations.</summary>
    public torch.Tensor InDeviations(torch.Tensor differences)
    {
        Follow(differences.device);
        return differences / _deviation;
    }

    /// <summary>The last layer with the scale in its weights.</summary>
    public HeadLayer Into(HeadLayer last) => last with
    {
        Kernel = [.. last.Kernel.Select((w, i) => w * _deviations[i % _deviations.Length])],
        Bias = [.. last.Bias.Select((b, i) => (b * _deviations[i]) + _means[i])],
    };

    /// <summary>Changes a last layer so that it answers through the scale what it answered without.</summary>
    public void OutOf(torch.nn.Module<torch.Tensor, torch.Tensor> module)
    {
        var last = module as TorchSharp.Modules.Linear ?? module.modules().OfType<TorchSharp.Modules.Linear>().Last();
        Follow(last.weight!.device);
        using var noGrad = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        last.weight.div_(_deviation.unsqueeze(1));
        last.bias!.sub_(_mean).div_(_deviation);
    }

    /// <summary>Means and deviations as text.</summary>
    public string Describe() => string.Join(", ", _means.Zip(_deviations, static (mean, deviation) => string.Create(CultureInfo.InvariantCulture, $"values about {mean:R} by {deviation:R}")));

    public void Dispose()
    {
        _mean.Dispose();
        _deviation.Dispose();
    }

    private void Follow(torch.Device device)
    {
        if (_mean.device_type == device.type && (device.type == DeviceType.CPU || _mean.device_index == device.index))
        {
            return;
        }

        var (mean, deviation) = (_mean, _deviation);
        (_mean, _deviation) = (mean.to(device).DetachFromDisposeScope(), deviation.to(device).DetachFromDisposeScope());
        mean.Dispose();
        deviation.Dispose();
    }
}
