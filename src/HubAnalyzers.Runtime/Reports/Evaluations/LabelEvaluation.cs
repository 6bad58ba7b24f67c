using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>How a head did that finds any number of labels.</summary>
public sealed class LabelEvaluation : Evaluation
{
    private readonly IReadOnlyList<string> _names;
    private readonly int[] _indices;
    private readonly float[] _probabilities;

    internal LabelEvaluation(HeadAnswers answers)
        : base(answers)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        _names = Examples.Targets.Names;
        _indices = answers.Indices;
        _probabilities = answers.Outputs.to(torch.ScalarType.Float32).sigmoid().cpu().contiguous().data<float>().ToArray();
        (Threshold, Labels, WorstMistakes) = (0.5, ScoresAt(0.5), WorstAt(0.5));
    }

    private LabelEvaluation(LabelEvaluation other, double threshold)
        : base(other)
    {
        (_names, _indices, _probabilities) = (other._names, other._indices, other._probabilities);
        (Threshold, Labels, WorstMistakes) = (threshold, ScoresAt(threshold), WorstAt(threshold));
    }

    /// <summary>The probability above which an example is said to have a label. <see cref="Evaluation.Metrics"/> are at 0.5 whatever it is.</summary>
    public double Threshold { get; }

    /// <summary>Each label, in the order of the head's outputs.</summary>
    public IReadOnlyList<ClassScore> Labels { get; }

    /// <summary>The mean over the labels.</summary>
    public MacroAverage Macro => MacroAverage.Of(Labels);

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> WorstMistakes { get; }

    /// <summary>The same answers at another threshold.</summary>
    /// <param name="threshold">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public LabelEvaluation At(double threshold) => threshold is > 0 and < 1
        ? new LabelEvaluation(this, threshold)
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold must be above 0 and below 1.");

    private bool Has(int row, int label) => ((MultiLabelTargets)Examples.Targets).Values[_indices[row]][label] > 0.5f;

    private float ProbabilityOf(int row, int label) => _probabilities[(row * _names.Count) + label];

    private IReadOnlyList<ClassScore> ScoresAt(double threshold)
    {
        var (count, predicted, right) = (new int[_names.Count], new int[_names.Count], new int[_names.Count]);
        for (var row = 0; row < Count; row++)
        {
            for (var label = 0; label < _names.Count; label++)
            {
                var (has, says) = (Has(row, label), ProbabilityOf(row, label) > threshold);
                count[label] += has ? 1 : 0;
                predicted[label] += says ? 1 : 0;
                right[label] += has && says ? 1 : 0;
            }
        }

        return [.. _names.Select((name, i) => new ClassScore(name, count[i], predicted[i], right[i]))];
    }

    private IReadOnlyList<Mistake> WorstAt(double threshold) => Mistake.Worst(
        from row in Enumerable.Range(0, Count)
        from label in Enumerable.Range(0, _names.Count)
        let says = ProbabilityOf(row, label) > threshold
        where says != Has(row, label)
        select (Row: row, Label: label, Says: says),
        found => found.Says ? ProbabilityOf(found.Row, found.Label) : 1 - ProbabilityOf(found.Row, found.Label),
        found => _indices[found.Row],
        found => new Mistake(
            _indices[found.Row],
            Examples.NameOf(_indices[found.Row]),
            found.Says ? $"not {_names[found.Label]}" : _names[found.Label],
            found.Says ? _names[found.Label] : $"not {_names[found.Label]}",
            found.Says ? ProbabilityOf(found.Row, found.Label) : 1 - ProbabilityOf(found.Row, found.Label)));
}
