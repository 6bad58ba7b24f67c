using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.Runtime.Training;
using HubAnalyzers.SavedModel;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Turns a model's features or logits into numbers; learns by the mean squared error, each number in standard deviations of what it first
/// learns from, so that numbers of any size are learnt alike. An export has that scale in the weights of its last layer; beside them,
/// under <c>head/deviation</c> ([values]), are the deviations, so that a head that reads it measures its loss in them too.
/// </summary>
public sealed class RegressionHead : DenseHead
{
    private const string Deviation = "head/deviation";

    private ValueScale? _scale;

    // Of what an imported head learnt from; its layers answer without it.
    private ValueScale? _measure;
    private bool _wasImported;

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

    internal override string Describe() => _scale is null ? base.Describe() : $"{base.Describe()}; {_scale.Describe()}";

    internal override torch.Tensor CallHere(torch.Tensor features)
    {
        var outputs = base.CallHere(features);
        return _scale is null ? outputs : _scale.ToValues(outputs);
    }

    internal override Action Prepare(ExampleTargets targets)
    {
        if (_scale is not null)
        {
            return base.Prepare(targets);
        }

        _scale = ValueScale.Of((ValueTargets)targets);
        if (!_wasImported)
        {
            return DropScale;
        }

        // What it learnt elsewhere it goes on from.
        var before = Weights();
        _scale.OutOf(Module);
        return () =>
        {
            DropScale();
            Set(before);
        };
    }

    internal override torch.Tensor Loss(torch.Tensor outputs, torch.Tensor targets, LossSettings settings)
    {
        var differences = outputs - targets.to(outputs.dtype).to(outputs.device);
        return Arithmetic.Square((_scale ?? _measure) is { } scale ? scale.InDeviations(differences) : differences).mean();
    }

    internal override IEnumerable<double> Measure(torch.Tensor outputs, torch.Tensor targets) =>
        [torch.nn.functional.l1_loss(outputs, targets.to(outputs.dtype).to(outputs.device)).to(torch.ScalarType.Float64).item<double>()];

    private protected override IReadOnlyList<HeadLayer> Layers()
    {
        var layers = base.Layers();
        return _scale is null ? layers : [.. layers.SkipLast(1), _scale.Into(layers[^1])];
    }

    private protected override IEnumerable<TensorBundleTensor> Besides() => (_scale ?? _measure) is { } scale ? [scale.ToTensor(Deviation)] : [];

    private protected override void Imported(TensorBundleReader reader)
    {
        DropScale();
        _measure?.Dispose();
        _measure = ValueScale.OfDeviations(reader, Deviation, Values);
        _wasImported = true;
    }

    private protected override void DisposeOwn()
    {
        DropScale();
        _measure?.Dispose();
    }

    internal override Evaluation Judge(HeadAnswers answers) => new ValueEvaluation(answers);

    private void DropScale()
    {
        _scale?.Dispose();
        _scale = null;
    }

    private List<float[]> Weights()
    {
        using var scope = torch.NewDisposeScope();
        return [.. Module.parameters().Select(static p => p.detach().cpu().contiguous().data<float>().ToArray())];
    }

    private void Set(List<float[]> weights)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        foreach (var (own, value) in Module.parameters().Zip(weights))
        {
            own.copy_(torch.tensor(value, own.shape));
        }
    }
}
