using System;
using System.Globalization;
using HubAnalyzers.Runtime;
using Spectre.Console;

namespace HubAnalyzers.Tool.Training;

/// <summary>A bar for each stage on a terminal, a line for each epoch anywhere else; both on standard error.</summary>
internal static class TrainingProgress
{
    public static FineTuneResult Show(ToolConsole console, FineTuneOptions options, Func<IProgress<FineTuneProgress>, FineTuneResult> train)
    {
        if (!console.Progress)
        {
            return train(new Callback(p =>
            {
                if (p.Step == p.Steps && p.ValidationAccuracy is not null)
                {
                    console.Error.WriteLine(Describe(p));
                }
            }));
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
            double? accuracy = null;
            return train(new Callback(p =>
            {
                accuracy = p.ValidationAccuracy ?? accuracy;
                var bar = bars[p.StageIndex] ??= context.AddTask(p.Stage, maxValue: (double)p.Epochs * p.Steps);
                bar.Value = ((p.Epoch - 1) * p.Steps) + p.Step;
                bar.Description = Describe(p with { ValidationAccuracy = accuracy }).EscapeMarkup();
            }));
        });
    }

    private static string Describe(FineTuneProgress progress)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{progress.Stage}: epoch {progress.Epoch} of {progress.Epochs}, loss {progress.Loss:F3}");
        return progress.ValidationAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"{text}, accuracy {accuracy:P1}") : text;
    }

    /// <summary>Reports at once and on the training thread, where Progress of T would post to the thread pool.</summary>
    private sealed class Callback(Action<FineTuneProgress> report) : IProgress<FineTuneProgress>
    {
        public void Report(FineTuneProgress value) => report(value);
    }
}
