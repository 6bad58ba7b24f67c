using System.Collections.Generic;
using HubAnalyzers.Runtime.Training;

namespace HubAnalyzers.Runtime;

/// <summary>
/// How model and head did on examples: <see cref="ClassEvaluation"/>, <see cref="LabelEvaluation"/> or <see cref="ValueEvaluation"/> by the
/// head's kind of targets; of a <see cref="CustomHead"/>, whose outputs mean what its user says, the metrics alone.
/// </summary>
public class Evaluation
{
    /// <summary>The most mistakes that are kept.</summary>
    public const int MaxMistakes = 24;

    internal Evaluation(HeadAnswers answers)
    {
        Examples = answers.Examples;
        Count = answers.Indices.Length;
        Metrics = answers.Metrics;
    }

    private protected Evaluation(Evaluation other)
    {
        Examples = other.Examples;
        Count = other.Count;
        Metrics = other.Metrics;
    }

    /// <summary>What was measured on.</summary>
    public Examples Examples { get; }

    /// <summary>How many examples were measured; those that could not be read are left out.</summary>
    public int Count { get; }

    /// <summary>The head's metrics by name, the loss among them.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>The examples that the head was most wrong about, the worst first; at most <see cref="MaxMistakes"/>.</summary>
    public virtual IReadOnlyList<Mistake> WorstMistakes => [];
}
