using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Runtime.Training;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>How a head did that tells classes apart.</summary>
public sealed class ClassEvaluation : Evaluation
{
    /// <summary>At each place, how many examples had that many scores above their own class's.</summary>
    private readonly int[] _above;

    internal ClassEvaluation(HeadAnswers answers, int classes)
        : base(answers)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var targets = (ClassTargets)Examples.Targets;
        var names = Enumerable.Range(0, classes).Select(i => i < targets.Names.Count ? targets.Names[i] : i.ToString(CultureInfo.InvariantCulture)).ToList();
        var labels = answers.Indices.Select(i => targets.Labels[i]).ToArray();
        var outputs = answers.Outputs.to(torch.ScalarType.Float32);

        // The largest score decides, not the largest share: of two shares that round to 1 the score still tells which is larger.
        var predicted = outputs.argmax(1);
        var shares = torch.nn.functional.softmax(outputs, 1).gather(1, predicted.unsqueeze(1)).cpu().data<float>().ToArray();
        var own = outputs.gather(1, torch.tensor(labels.Select(static l => (long)l).ToArray(), device: outputs.device).unsqueeze(1));
        var above = outputs.gt(own).sum(1).cpu().data<long>().ToArray();
        var taken = predicted.cpu().data<long>().Select(static p => (int)p).ToArray();

        Confusion = new ConfusionMatrix(names, labels.Zip(taken));
        Classes = Confusion.Scores();
        Macro = MacroAverage.Of(Classes);
        Accuracy = (double)Classes.Sum(static c => c.Right) / Count;
        _above = new int[classes];
        foreach (var place in above)
        {
            _above[place]++;
        }

        WorstMistakes = Mistake.Worst(
            Enumerable.Range(0, Count).Where(i => taken[i] != labels[i]),
            i => shares[i],
            i => answers.Indices[i],
            i => new Mistake(answers.Indices[i], Examples.NameOf(answers.Indices[i]), names[labels[i]], names[taken[i]], shares[i]));
    }

    /// <summary>How often each class was taken for each.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The share of examples that were taken for what they are, from 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>Each class, in the order of the head's outputs.</summary>
    public IReadOnlyList<ClassScore> Classes { get; }

    /// <summary>The mean over the classes.</summary>
    public MacroAverage Macro { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Mistake> WorstMistakes { get; }

    /// <summary>The share of examples whose own class is among the <paramref name="k"/> with the highest scores.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many classes, or <paramref name="k"/> is below 1.</exception>
    public double TopAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, _above.Length);
        return (double)_above.Take(k).Sum() / Count;
    }
}
