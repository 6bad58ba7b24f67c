using System;
using System.Globalization;
using HubAnalyzers.Runtime;
using Spectre.Console;

namespace HubAnalyzers.Samples.FineTune;

/// <summary>Shows a run as one bar per stage on a terminal and as a few plain lines anywhere else.</summary>
internal static class ProgressDisplay
{
    private const int PlainLinesPerStage = 4;

    /// <summary>Runs <paramref name="train"/>, showing what it reports.</summary>
    public static FineTuneResult Show(IAnsiConsole console, Func<IProgress<FineTuneProgress>, FineTuneResult> train)
    {
        if (!console.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            return train(new Callback(p => PrintLine(console, p)));
        }

        return console.Progress().Start(context =>
        {
            ProgressTask? bar = null;
            var stage = -1;
            return train(new Callback(p =>
            {
                if (bar is null || stage != p.StageIndex)
                {
                    stage = p.StageIndex;
                    bar = context.AddTask(p.Stage, maxValue: p.Epochs * p.Steps);
                }

                bar.Value = ((p.Epoch - 1) * p.Steps) + p.Step;
                bar.Description = Describe(p).EscapeMarkup();
            }));
        });
    }

    private static void PrintLine(IAnsiConsole console, FineTuneProgress progress)
    {
        if (progress.ValidationAccuracy is not null && progress.Epoch % Math.Max(1, progress.Epochs / PlainLinesPerStage) == 0)
        {
            console.WriteLine("  " + Describe(progress));
        }
    }

    private static string Describe(FineTuneProgress progress)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Stage}: epoch {progress.Epoch} of {progress.Epochs}, loss {progress.Loss:F3}");
        return progress.ValidationAccuracy is { } accuracy
            ? string.Create(CultureInfo.InvariantCulture, $"{text}, accuracy {accuracy:P1}")
            : text;
    }

    /// <summary>Reports at once and on the caller's thread, where Progress of T would post to the thread pool.</summary>
    private sealed class Callback(Action<FineTuneProgress> report) : IProgress<FineTuneProgress>
    {
        public void Report(FineTuneProgress value) => report(value);
    }
}
