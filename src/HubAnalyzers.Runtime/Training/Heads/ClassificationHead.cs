using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Turns a model's features or logits into scores of new classes, of which each example has one; learns by cross-entropy.</summary>
public sealed class ClassificationHead : Head
{
    private readonly DenseLayers _layers;

    /// <summary>Creates a head with small random weights.</summary>
    /// <param name="model">The model it stands on. Its first output must be a vector per image, and no probabilities.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="seed">Decides the first weights.</param>
    /// <param name="options">A hidden layer or dropout; null is one dense layer.</param>
    /// <exception cref="ArgumentException">The model's output cannot carry a head.</exception>
    public ClassificationHead(HubModel model, int classes, long seed = 0, HeadOptions? options = null)
        : this(FeaturesFor(model, classes), classes, seed, options ?? new HeadOptions())
    {
    }

    private ClassificationHead(long features, int classes, long seed, HeadOptions options)
        : this(features, classes, new DenseLayers(features, classes, seed, options))
    {
    }

    private ClassificationHead(long features, int classes, DenseLayers layers)
        : base(features, layers.Module, new HeadMetric(HeadMetric.Accuracy, HigherIsBetter: true))
    {
        Classes = classes;
        _layers = layers;
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    internal override int? ClassCount => Classes;

    /// <summary>
    /// Writes the weights as a checkpoint under the keys <c>head/kernel</c> ([features, classes], TensorFlow's layout) and
    /// <c>head/bias</c>; a hidden layer's are <c>head/hidden/kernel</c> and <c>head/hidden/bias</c>.
    /// </summary>
    /// <param name="prefixPath">The path without <c>.index</c>.</param>
    public override void Export(string prefixPath)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        TensorBundleWriter.Write(prefixPath, _layers.Export().ToList());
    }

    internal override void CheckTargets(LabelledImages examples, string name)
    {
        if (examples.Labels.Max() >= Classes)
        {
            throw new ArgumentException($"A label is {examples.Labels.Max()}, the head has the classes 0 to {Classes - 1}.", name);
        }
    }

    internal override torch.Tensor TargetsOf(LabelledImages examples, ReadOnlySpan<int> indices) => examples.LabelsOf(indices);

    internal override double WeightOf(LabelledImages examples, ReadOnlySpan<int> indices, LossSettings settings)
    {
        if (settings.ClassWeights is not { } weights)
        {
            return indices.Length;
        }

        var sum = 0.0;
        foreach (var index in indices)
        {
            sum += weights[examples.Labels[index]];
        }

        return sum;
    }

    internal override torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings)
    {
        var weights = settings.ClassWeights is { } w ? torch.tensor(w.ToArray(), dtype: outputs.dtype, device: outputs.device) : null;
        return torch.nn.functional.cross_entropy(outputs, targets, weights, label_smoothing: settings.LabelSmoothing);
    }

    internal override IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets) =>
        [(double)outputs.argmax(1).eq(targets).sum().item<long>() / targets.shape[0]];

    private static long FeaturesFor(HubModel model, int classes)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return FeaturesOf(model);
    }
}
