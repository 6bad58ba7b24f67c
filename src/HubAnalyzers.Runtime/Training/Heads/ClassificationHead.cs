using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Turns a model's features or logits into scores (logits) of new classes, of which each example has one; learns by cross-entropy.</summary>
public sealed class ClassificationHead : DenseHead
{
    /// <summary>Creates a head with small random weights.</summary>
    /// <param name="model">The model it stands on. Its first output must be a vector per image, and no probabilities.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="seed">Decides the first weights.</param>
    /// <param name="options">A hidden layer or dropout; null is one dense layer.</param>
    /// <exception cref="ArgumentException">The model's output cannot carry a head.</exception>
    public ClassificationHead(HubModel model, int classes, long seed = 0, HeadOptions? options = null)
        : base(LayersFor(model, classes, 2, nameof(classes), seed, options), new HeadMetric(HeadMetric.Accuracy, HigherIsBetter: true)) => Classes = classes;

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    private protected override HeadMeaning Meaning => HeadMeaning.Classes;

    internal override int? ClassCount => Classes;

    internal override void CheckTargets(ExampleTargets targets, string name)
    {
        if (targets is not ClassTargets { Labels: var labels })
        {
            throw WrongTargets(targets, name);
        }

        if (labels.Max() >= Classes)
        {
            throw new ArgumentException($"A label is {labels.Max()}, the head has the classes 0 to {Classes - 1}.", name);
        }
    }

    internal override torch.Tensor TargetsOf(ExampleTargets targets, int[] indices, BatchMix? mix)
    {
        var all = ((ClassTargets)targets).Labels;
        var labels = torch.tensor(Array.ConvertAll(indices, i => (long)all[i]));
        return mix is null ? labels : mix.Apply(torch.nn.functional.one_hot(labels, Classes).to(torch.ScalarType.Float32));
    }

    internal override double WeightOf(ExampleTargets targets, int[] indices, LossSettings settings) =>
        settings.ClassWeights is { } weights ? indices.Sum(i => weights[((ClassTargets)targets).Labels[i]]) : indices.Length;

    internal override torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings)
    {
        var weights = settings.ClassWeights is { } w ? torch.tensor(w.ToArray(), dtype: outputs.dtype, device: outputs.device) : null;
        return weights is not null && targets.is_floating_point()
            ? OfShares(outputs, targets.to(outputs.dtype).to(outputs.device), weights, settings)
            : torch.nn.functional.cross_entropy(outputs, targets, weights, label_smoothing: settings.LabelSmoothing);
    }

    /// <summary>The weighted mean for examples that are mixed; torch's is over their number, so that weights would change the loss's scale.</summary>
    private torch.Tensor OfShares(torch.Tensor outputs, torch.Tensor shares, torch.Tensor weights, LossSettings settings) =>
        -(settings.Smoothed(shares, Classes) * weights * torch.nn.functional.log_softmax(outputs, 1)).sum() / (shares * weights).sum();

    internal override IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets) =>
        [(double)outputs.argmax(1).eq(targets).sum().item<long>() / targets.shape[0]];

    internal override Evaluation Judge(HeadAnswers answers) => new ClassEvaluation(answers, Classes);
}
