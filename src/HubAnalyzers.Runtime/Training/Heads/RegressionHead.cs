using System.Collections.Generic;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>Turns a model's features or logits into numbers; learns by the mean squared error.</summary>
public sealed class RegressionHead : DenseHead
{
    /// <summary>Creates a head with small random weights.</summary>
    /// <param name="model">The model it stands on. Its first output must be a vector per image, and no probabilities.</param>
    /// <param name="values">How many numbers an example has, at least 1.</param>
    /// <param name="seed">Decides the first weights.</param>
    /// <param name="options">A hidden layer or dropout; null is one dense layer.</param>
    /// <exception cref="System.ArgumentException">The model's output cannot carry a head.</exception>
    public RegressionHead(HubModel model, int values, long seed = 0, HeadOptions? options = null)
        : base(LayersFor(model, values, 1, nameof(values), seed, options), new HeadMetric(HeadMetric.MeanAbsoluteError, HigherIsBetter: false)) => Values = values;

    /// <summary>How many numbers an example has.</summary>
    public int Values { get; }

    private protected override HeadMeaning Meaning => HeadMeaning.Values;

    internal override void CheckTargets(ExampleTargets targets, string name)
    {
        if (targets is not ValueTargets)
        {
            throw WrongTargets(targets, name);
        }

        RequireWidth(targets, Values, "values", name);
    }

    internal override torch.Tensor TargetsOf(ExampleTargets targets, int[] indices, BatchMix? mix)
    {
        var rows = Rows(((ValueTargets)targets).Values, indices);
        return mix is null ? rows : mix.Apply(rows);
    }

    internal override torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings) =>
        torch.nn.functional.mse_loss(outputs, targets.to(outputs.dtype).to(outputs.device));

    internal override IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets) =>
        [torch.nn.functional.l1_loss(outputs, targets.to(outputs.dtype).to(outputs.device)).to(torch.ScalarType.Float64).item<double>()];

    internal override Evaluation Judge(HeadAnswers answers) => new ValueEvaluation(answers);
}
