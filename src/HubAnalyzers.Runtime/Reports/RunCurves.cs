using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime.Training;

/// <summary>A run's numbers over its epochs, as charts show them. Epochs are counted over the whole run; 0 is before the first step.</summary>
internal sealed class RunCurves
{
    /// <summary>The most points of the learning rate's line: a chart is a few hundred wide.</summary>
    private const int RatePoints = 600;

    public RunCurves(FineTuneOptions options, FineTuneResult result, int trainingCount)
    {
        var history = result.History;
        Epochs = history.Count;
        Loss = [.. history.Select(static (e, i) => new CurvePoint(i + 1, e.Loss))];
        var steps = options.StepsOf(trainingCount);
        var validations = PlacesOf(result.Validations, history, steps);
        var before = result.MetricsBefore;
        Metrics = before.Keys.Concat(result.Validations.SelectMany(static v => v.Metrics.Keys)).Distinct().Order(StringComparer.Ordinal).ToDictionary(
            static name => name,
            name => (IReadOnlyList<CurvePoint>)
            [
                .. before.TryGetValue(name, out var first) ? [new CurvePoint(0, first)] : Array.Empty<CurvePoint>(),
                .. validations.Where(v => v.Metrics.ContainsKey(name)).Select(v => new CurvePoint(v.Epoch, v.Metrics[name])),
            ],
            StringComparer.Ordinal);
        (Stages, Rates) = StagesOf(options, history, steps);
    }

    /// <summary>How many epochs were completed.</summary>
    public int Epochs { get; }

    /// <summary>The mean training loss of each epoch.</summary>
    public IReadOnlyList<CurvePoint> Loss { get; }

    /// <summary>Each metric at each validation.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CurvePoint>> Metrics { get; }

    /// <summary>The stages that were begun, and the epoch at whose end each begins.</summary>
    public IReadOnlyList<(string Name, int From, int To)> Stages { get; }

    /// <summary>The learning rate of each stage, which the options say to the step.</summary>
    public IReadOnlyList<IReadOnlyList<CurvePoint>> Rates { get; }

    private static List<(double Epoch, IReadOnlyDictionary<string, double> Metrics)> PlacesOf(
        IReadOnlyList<FineTuneValidation> validations, IReadOnlyList<FineTuneEpoch> history, int steps)
    {
        var places = new List<(double, IReadOnlyDictionary<string, double>)>();
        var epoch = 0;
        foreach (var validation in validations)
        {
            while (epoch < history.Count && (history[epoch].Stage != validation.Stage || history[epoch].Epoch != validation.Epoch))
            {
                epoch++;
            }

            places.Add((epoch + Math.Min(1, (double)validation.Step / steps), validation.Metrics));
        }

        return places;
    }

    private static (List<(string, int, int)> Stages, List<IReadOnlyList<CurvePoint>> Rates) StagesOf(FineTuneOptions options, IReadOnlyList<FineTuneEpoch> history, int steps)
    {
        var stages = new List<(string, int, int)>();
        var rates = new List<IReadOnlyList<CurvePoint>>();
        var perEpoch = Math.Clamp(RatePoints / Math.Max(1, history.Count), 2, Math.Max(2, steps));
        for (var i = 0; i < history.Count;)
        {
            // Each stage counts its epochs from 1.
            var from = i++;
            while (i < history.Count && history[i].Epoch > 1)
            {
                i++;
            }

            stages.Add((history[from].Stage, from, i));
            if (stages.Count <= options.Stages.Count)
            {
                var stage = options.Stages[stages.Count - 1];
                var schedule = stage.Schedule ?? options.Schedule;
                rates.Add([.. Enumerable.Range(0, ((i - from) * perEpoch) + 1).Select(p =>
                {
                    var step = Math.Min((int)((long)p * steps / perEpoch), ((i - from) * steps) - 1);
                    return new CurvePoint(from + ((double)p / perEpoch), stage.LearningRate * schedule.Factor(step, stage.Epochs * steps));
                })]);
            }
        }

        return (stages, rates);
    }
}

/// <summary>A point of a curve.</summary>
/// <param name="Epoch">Where.</param>
/// <param name="Value">How much.</param>
internal readonly record struct CurvePoint(double Epoch, double Value);
