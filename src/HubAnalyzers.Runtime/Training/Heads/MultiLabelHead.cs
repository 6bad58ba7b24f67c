using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Turns a model's features or logits into scores of labels, of which each example has any number; learns by binary cross-entropy. A
/// score above 0 says that the example has the label; the sigmoid of it is the probability.
/// </summary>
public sealed class MultiLabelHead : DenseHead
{
    /// <summary>Creates a head with small random weights.</summary>
    /// <param name="model">The model it stands on. Its first output must be a vector per image, and no probabilities.</param>
    /// <param name="labels">The number of labels, at least 1.</param>
    /// <param name="seed">Decides the first weights.</param>
    /// <param name="options">A hidden layer or dropout; null is one dense layer.</param>
    /// <exception cref="System.ArgumentException">The model's output cannot carry a head.</exception>
    public MultiLabelHead(HubModel model, int labels, long seed = 0, HeadOptions? options = null)
        : base(
            LayersFor(model, labels, 1, nameof(labels), seed, options),
            new HeadMetric(HeadMetric.MicroF1, HigherIsBetter: true),
            new HeadMetric(HeadMetric.Accuracy, HigherIsBetter: true)) => Labels = labels;

    /// <summary>The number of labels.</summary>
    public int Labels { get; }

    private protected override HeadMeaning Meaning => HeadMeaning.Labels;

    internal override int? ClassCount => Labels;

    internal override void CheckTargets(ExampleTargets targets, string name)
    {
        if (targets is not MultiLabelTargets)
        {
            throw WrongTargets(targets, name);
        }

        RequireWidth(targets, Labels, "labels", name);
    }

    internal override torch.Tensor TargetsOf(ExampleTargets targets, int[] indices, BatchMix? mix)
    {
        var rows = Rows(((MultiLabelTargets)targets).Values, indices);
        return mix is null ? rows : mix.Apply(rows);
    }

    internal override torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings)
    {
        // Smoothing draws each label toward the middle of yes and no, as it draws classes toward all alike.
        var wanted = settings.Smoothed(targets.to(outputs.dtype).to(outputs.device), answers: 2);

        // About a mean of 1, so that they say how labels count beside each other and leave the loss its scale.
        var mean = settings.ClassWeights?.Average() ?? 1;
        var weights = settings.ClassWeights is { } w ? torch.tensor(w.Select(one => one / mean).ToArray(), dtype: outputs.dtype, device: outputs.device) : null;
        return torch.nn.functional.binary_cross_entropy_with_logits(outputs, wanted, weights);
    }

    internal override IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets)
    {
        using var zero = 0.ToScalar();
        using var half = 0.5.ToScalar();
        var said = outputs.gt(zero);
        var wanted = targets.to(outputs.device).gt(half);
        double both = said.logical_and(wanted).sum().item<long>();
        double either = said.sum().item<long>() + wanted.sum().item<long>();

        // Nothing wanted and nothing said is all right.
        return [either == 0 ? 1 : 2 * both / either, said.eq(wanted).sum().item<long>() / (double)wanted.numel()];
    }

    internal override Evaluation Judge(HeadAnswers answers) => new LabelEvaluation(answers);
}
