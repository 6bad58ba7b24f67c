using System;
using System.Collections.Generic;
using TorchSharp;

namespace HubAnalyzers.Runtime.Training;

/// <summary>What a validation gave: the metrics at once, which decide how a run goes on, and what else the answers amount to when it is asked for.</summary>
internal sealed class Measurement
{
    private readonly Lazy<Evaluation> _evaluation;

    /// <summary>Keeps the answers, so that the tensor need not live on.</summary>
    /// <param name="head">The head that gave them.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="indices">Which of them were read, a row of the outputs each.</param>
    /// <param name="outputs">The head's outputs; the caller's.</param>
    /// <param name="metrics">The head's metrics.</param>
    public Measurement(Head head, Examples examples, int[] indices, torch.Tensor outputs, IReadOnlyDictionary<string, double> metrics)
    {
        Metrics = metrics;
        using var scope = torch.NewDisposeScope();
        var (shape, values) = (outputs.shape, outputs.to(torch.ScalarType.Float32).cpu().contiguous().data<float>().ToArray());
        _evaluation = new Lazy<Evaluation>(() =>
        {
            using var kept = torch.tensor(values, shape);
            return head.Judge(new HeadAnswers(examples, indices, kept, metrics));
        });
    }

    /// <summary>The head's metrics by name.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; }

    /// <summary>Each class, what was taken for what, the worst mistakes.</summary>
    public Evaluation Evaluation => _evaluation.Value;
}
