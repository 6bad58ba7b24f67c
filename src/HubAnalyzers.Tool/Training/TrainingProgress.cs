using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using HubAnalyzers.Runtime;
using Spectre.Console;

namespace HubAnalyzers.Tool.Training;

/// <summary>A bar for each stage on a terminal, a line for each epoch anywhere else; both on standard error.</summary>
internal static class TrainingProgress
{
    public static FineTuneResult Show(ToolConsole console, TrainSession session, FineTuneOptions options, IFineTuneCallback? callback, CancellationToken cancellation)
    {
        var metric = session.Head.Metrics[0];
        var loss = new EpochLoss();
        if (!console.Progress)
        {
            return session.Train(options, callback, new Progress(p =>
            {
                loss.Add(p);
                if (p.Metrics is not null)
                {
                    console.Error.WriteLine(Describe(p, loss.Mean, MetricText.Named(metric, p.Metrics)));
                }
            }), cancellation);
        }

        var colour = string.IsNullOrEmpty(console.Environment("NO_COLOR"));
        var spectre = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(console.Error),
        });
        spectre.Profile.Width = console.Width;
        return spectre.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 20 }, new RemainingTimeColumn()).Start(context =>
        {
            var bars = new ProgressTask[options.Stages.Count];
            var waiting = context.AddTask("reading the images");
            waiting.IsIndeterminate = true;
            var started = false;
            var measured = "";
            return session.Train(options, callback, new Progress(p =>
            {
                loss.Add(p);
                measured = p.Metrics is null ? measured : MetricText.Named(metric, p.Metrics);
                var bar = bars[p.StageIndex] ??= Begin(p);
                bar.Value = ((p.Epoch - 1) * p.Steps) + p.Step;
                bar.Description = Describe(p, loss.Mean, measured).EscapeMarkup();
            }), cancellation);

            ProgressTask Begin(FineTuneProgress p)
            {
                // A stage that ended early is over, whatever its bar said.
                foreach (var earlier in bars.Where(static b => b is not null))
                {
                    earlier.Value = earlier.MaxValue;
                }

                var bar = started ? context.AddTask(p.Stage) : waiting;
                started = true;
                bar.IsIndeterminate = false;
                bar.MaxValue = (double)p.Epochs * p.Steps;
                return bar;
            }
        });
    }

    private static string Describe(FineTuneProgress progress, double loss, string measured)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Stage}: epoch {progress.Epoch} of {progress.Epochs}, loss {loss:F3}");
        return measured.Length > 0 ? $"{text}, {measured}" : text;
    }

    /// <summary>The mean of an epoch's steps so far: one step's loss says more about its images than about the model.</summary>
    private sealed class EpochLoss
    {
        /// <summary>Epochs count from 1, so that none is this at first.</summary>
        private (int Stage, int Epoch) _epoch;
        private double _sum;
        private int _steps;

        public double Mean => _sum / _steps;

        public void Add(FineTuneProgress progress)
        {
            if (_epoch != (progress.StageIndex, progress.Epoch))
            {
                (_epoch, _sum, _steps) = ((progress.StageIndex, progress.Epoch), 0, 0);
            }

            _sum += progress.Loss;
            _steps++;
        }
    }

    /// <summary>Reports at once and on the training thread, where Progress of T would post to the thread pool.</summary>
    private sealed class Progress(Action<FineTuneProgress> report) : IProgress<FineTuneProgress>
    {
        public void Report(FineTuneProgress value) => report(value);
    }
}
