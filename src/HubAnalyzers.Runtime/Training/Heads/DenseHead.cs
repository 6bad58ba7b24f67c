using System;
using System.Collections.Generic;
using System.Globalization;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>A head of one dense layer, or of two with a hidden one.</summary>
public abstract class DenseHead : Head
{
    private readonly DenseLayers _layers;

    private protected DenseHead(DenseLayers layers, params HeadMetric[] metrics)
        : base(layers.Features, layers.Module, metrics) => _layers = layers;

    /// <summary>
    /// Writes the weights as a checkpoint under the keys <c>head/kernel</c> ([features, outputs], TensorFlow's layout) and
    /// <c>head/bias</c>; a hidden layer's are <c>head/hidden/kernel</c> and <c>head/hidden/bias</c>.
    /// </summary>
    /// <param name="prefixPath">The path without <c>.index</c>.</param>
    public override void Export(string prefixPath)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        TensorBundleWriter.Write(prefixPath, [.. DenseLayers.ToTensors(Layers()), .. Besides()]);
    }

    /// <summary>Reads weights that <see cref="Export"/> wrote into this head.</summary>
    /// <param name="prefixPath">The path without <c>.index</c>.</param>
    /// <exception cref="HubModelFormatException">They are missing, damaged, or of a head with other layers; the weights are then what they were.</exception>
    public void Import(string prefixPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefixPath);
        using var reader = TensorBundleReader.Open(prefixPath);
        _layers.Import(reader, prefixPath);
        Imported(reader);
    }

    internal override string Describe() => _layers.Dropout > 0 ? string.Create(CultureInfo.InvariantCulture, $"{base.Describe()}; dropout {_layers.Dropout}") : base.Describe();

    internal override bool DrawsByChance => _layers.Dropout > 0;

    internal override HeadForm ToExport() => new(Layers(), _layers.Dropout, Meaning);

    /// <summary>The layers, which answer without anything besides what the head answers.</summary>
    private protected virtual IReadOnlyList<HeadLayer> Layers() => _layers.Describe();

    /// <summary>What is written beside the layers, and read by this kind of head alone.</summary>
    private protected virtual IEnumerable<TensorBundleTensor> Besides() => [];

    /// <summary>Weights were read that answer without anything besides.</summary>
    /// <param name="reader">What they were read from.</param>
    private protected virtual void Imported(TensorBundleReader reader)
    {
    }

    /// <summary>What its outputs mean.</summary>
    private protected abstract HeadMeaning Meaning { get; }

    private protected static DenseLayers LayersFor(HubModel model, int outputs, int least, string name, long seed, HeadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, least, name);
        return new DenseLayers(FeaturesOf(model), outputs, seed, options ?? new HeadOptions());
    }
}
