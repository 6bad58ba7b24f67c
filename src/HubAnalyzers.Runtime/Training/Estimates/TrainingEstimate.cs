using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>What a run will take, before it does. See <see cref="FineTuner.Estimate"/>.</summary>
/// <param name="WeightBytes">The weights of model and head.</param>
/// <param name="Stages">The stages in order.</param>
public sealed record TrainingEstimate(long WeightBytes, IReadOnlyList<StageEstimate> Stages)
{
    /// <summary>The most that the run adds to a process that has loaded the model.</summary>
    public long PeakBytes => Stages.Max(static s => s.PeakBytes);

    /// <summary>The peak in words: a bound from below where sizes are not known.</summary>
    internal string PeakInWords => StageEstimate.InWords(PeakBytes, isBound: Stages.Any(static s => s.Unknown.Count > 0));

    /// <summary>How long the run takes, as timed steps have it; null where nothing was timed.</summary>
    public double? Seconds { get; init; }

    /// <summary>The estimate as text, some lines for each stage.</summary>
    public override string ToString() => string.Join('\n', Lines().Prepend(string.Create(
        CultureInfo.InvariantCulture, $"weights {Sizes.Of(WeightBytes)}, {PeakInWords} more for training{(Seconds is { } s ? ", about " + Time(s) : "")}")));

    private IEnumerable<string> Lines()
    {
        foreach (var stage in Stages)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {stage.Stage}: {stage.TrainedParameters:N0} parameters train; gradients {Sizes.Of(stage.GradientBytes)}, optimizer {Sizes.Of(stage.OptimizerBytes)}, activations {Sizes.Of(stage.ActivationBytes)}, peak {stage.PeakInWords}");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {stage.Stage}: {stage.Steps} steps an epoch, {stage.FlopsPerStep / 1e9:0.##} GFLOP each{(stage.SecondsPerEpoch is { } s ? $", {Time(s)} an epoch" : "")}{(stage.SecondsBefore is > 0 and { } b ? $", {Time(b)} for the features once" : "")}");
            if (stage.Unknown.Count > 0)
            {
                yield return $"  {stage.Stage}: too low, for the sizes of {string.Join(", ", stage.Unknown)} are not known";
            }
        }
    }

    /// <summary>A time as people read it.</summary>
    internal static string Time(double seconds) => seconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };
}
