using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.TensorBoard;

namespace HubAnalyzers.Runtime;

/// <summary>
/// Writes what a run does as event files that TensorBoard shows while it trains: <c>train/loss</c>, <c>train/learning_rate</c> and, where
/// it is bounded, <c>train/gradient_norm</c> after each step, <c>validation/…</c> for each of the head's metrics after each validation,
/// and <c>train/epoch_loss</c>. Add it to <see cref="FineTuner.Callbacks"/>, one for each run, and dispose it afterwards.
/// </summary>
/// <remarks>
/// Steps are counted over all stages as they were planned: where a stage ends early, the next one begins where it would have. A run that
/// is resumed begins a file of its own in the same folder and takes the place of what earlier files say of its steps.
/// </remarks>
public sealed class TensorBoardLog : IFineTuneCallback, IDisposable
{
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly FineTuneOptions _options;
    private readonly TimeProvider _time;
    private EventFile? _file;
    private DateTimeOffset _lastFlush;
    private long _step;

    /// <summary>Creates the log. The folder and a file in it are made with the first event.</summary>
    /// <param name="folder">The folder that TensorBoard is pointed at, or one below it.</param>
    /// <param name="options">The run's options.</param>
    public TensorBoardLog(string folder, FineTuneOptions options)
        : this(folder, options, TimeProvider.System)
    {
    }

    internal TensorBoardLog(string folder, FineTuneOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        _folder = folder;
        _options = options;
        _time = time;
    }

    /// <summary>The file that is written; null before the first event.</summary>
    public string? File => _file?.Path;

    /// <inheritdoc/>
    public FineTuneDecision OnStepEnd(FineTuneProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var now = _time.GetUtcNow();
        _step = StepOf(progress);
        if (_file is null)
        {
            _file = EventFile.Create(_folder, now);
            _file.AddStart(now, _step);
        }

        _file.Add(now, _step, ValuesOf(progress));
        if (progress.Metrics is not null || now - _lastFlush >= _longestDelay)
        {
            Flush(now);
        }

        return FineTuneDecision.Continue;
    }

    /// <inheritdoc/>
    public FineTuneDecision OnEpochEnd(FineTuneEpoch epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        var now = _time.GetUtcNow();
        _file?.Add(now, _step, [("train/epoch_loss", epoch.Loss)]);
        Flush(now);
        return FineTuneDecision.Continue;
    }

    /// <summary>Writes what is still held back, and closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    private static IEnumerable<(string Tag, double Value)> ValuesOf(FineTuneProgress progress)
    {
        yield return ("train/loss", progress.Loss);
        yield return ("train/learning_rate", progress.LearningRate);
        if (progress.GradientNorm is { } norm)
        {
            yield return ("train/gradient_norm", norm);
        }

        foreach (var (name, value) in (progress.Metrics ?? new Dictionary<string, double>()).OrderBy(static m => m.Key, StringComparer.Ordinal))
        {
            yield return ("validation/" + name, value);
        }
    }

    private long StepOf(FineTuneProgress progress) =>
        ((_options.Stages.Take(progress.StageIndex).Sum(static s => (long)s.Epochs) + progress.Epoch - 1) * progress.Steps) + progress.Step;

    private void Flush(DateTimeOffset now)
    {
        _file?.Flush();
        _lastFlush = now;
    }
}
