using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>How a head did that predicts numbers.</summary>
public sealed class ValueEvaluation : Evaluation
{
    internal ValueEvaluation(HeadAnswers answers)
        : base(answers)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var names = Examples.Targets.Names;
        var predicted = answers.Outputs.to(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var rows = ((ValueTargets)Examples.Targets).Values;
        double Target(int row, int value) => rows[answers.Indices[row]][value];
        double Predicted(int row, int value) => predicted[(row * names.Count) + value];
        Values = [.. names.Select((name, value) => ScoreOf(name, [.. Enumerable.Range(0, Count).Select(row => (Target(row, value), Predicted(row, value)))]))];

        // Numbers of different units are compared by how far they go apart themselves.
        double[] spread = [.. Enumerable.Range(0, names.Count).Select(value => SpreadOf([.. Enumerable.Range(0, Count).Select(row => Target(row, value))]))];
        WorstMistakes = Mistake.Worst(
            from row in Enumerable.Range(0, Count) from value in Enumerable.Range(0, names.Count) select (Row: row, Value: value),
            found => Math.Abs(Target(found.Row, found.Value) - Predicted(found.Row, found.Value)) / spread[found.Value],
            found => answers.Indices[found.Row],
            found => new Mistake(
                answers.Indices[found.Row],
                Examples.NameOf(answers.Indices[found.Row]),
                Say(names[found.Value], Target(found.Row, found.Value)),
                Say(names[found.Value], Predicted(found.Row, found.Value)),
                Math.Abs(Target(found.Row, found.Value) - Predicted(found.Row, found.Value))));
    }

    /// <summary>Each number, in the order of the head's outputs.</summary>
    public IReadOnlyList<ValueScore> Values { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> WorstMistakes { get; }

    private static ValueScore ScoreOf(string name, IReadOnlyList<(double Target, double Predicted)> pairs)
    {
        var mean = pairs.Average(static p => p.Target);
        var error = pairs.Sum(static p => (p.Target - p.Predicted) * (p.Target - p.Predicted));
        var variance = pairs.Sum(p => (p.Target - mean) * (p.Target - mean));
        return new ValueScore(
            name, pairs.Average(static p => Math.Abs(p.Target - p.Predicted)), Math.Sqrt(error / pairs.Count), variance == 0 ? double.NaN : 1 - (error / variance));
    }

    /// <summary>The standard deviation; 1 where all are the same.</summary>
    private static double SpreadOf(double[] targets)
    {
        var mean = targets.Average();
        return Math.Sqrt(targets.Average(t => (t - mean) * (t - mean))) is > 0 and var spread ? spread : 1;
    }

    /// <summary>As many digits as a float32 has.</summary>
    private static string Say(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} {(float)value}");
}
