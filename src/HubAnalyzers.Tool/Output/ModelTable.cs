using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace HubAnalyzers.Tool.Output;

/// <summary>A model's facts as a table: coloured on a terminal, plain and never wrapped elsewhere.</summary>
internal static class ModelTable
{
    /// <summary>Wide enough that no cell of a redirected table is cut.</summary>
    private const int PlainWidth = 400;

    public static string Render(HubModelInfo model)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Write(model, writer);
        return writer.ToString();
    }

    public static void Write(HubModelInfo model, TextWriter output)
    {
        var terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        if (!terminal)
        {
            // Cells are padded to their column; on paper and in files the padding at a line's end is noise.
            using var plain = new StringWriter(CultureInfo.InvariantCulture);
            Write(model, plain, terminal: false);
            foreach (var line in plain.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                output.Write(line.TrimEnd());
                output.Write('\n');
            }

            return;
        }

        Write(model, output, terminal: true);
    }

    private static void Write(HubModelInfo model, TextWriter output, bool terminal)
    {
        var colour = terminal && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("CI") is null or "";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!terminal)
        {
            console.Profile.Width = PlainWidth;
        }

        Line(console, "model", $"{model.Handle} ({Words.Of(model.Format)}{(model.TensorFlowVersion is null ? "" : ", TensorFlow " + model.TensorFlowVersion)})");
        Line(console, "digest", model.Digest);
        Line(console, "verdict", $"{Words.Of(model.Verdict)}: {model.Why} ({model.Reason})");
        Line(console, "parameters", string.Create(CultureInfo.InvariantCulture, $"{model.TrainableParameters:N0} of {model.TotalParameters:N0} trainable"));
        Line(console, "call", $"{(model.Interface.TrainingArgument ? "training argument, " : "")}{model.Interface.Traces} traces{(model.Interface.HasRegularizationLosses ? ", regularization losses" : "")}");
        if (model.Layers.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("layer", "kind", "trainability");
        table.AddColumn(new TableColumn("parameters").RightAligned());
        table.AddColumn("why");
        foreach (var layer in model.Layers)
        {
            table.AddRow(
                new Text(layer.Name),
                new Text(Words.Of(layer.Kind)),
                new Text(Words.Of(layer.Trainability), ColourOf(layer.Trainability)),
                new Text(layer.Parameters.ToString("N0", CultureInfo.InvariantCulture)),
                new Text($"{layer.Why} ({layer.Reason})"));
        }

        console.Write(table);
        var others = model.Variables.Count(static v => v.Layer is null);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.Layers.Count} layers, {model.Variables.Count - others} variables in them, {others} others (optimizer slots, counters)"));
    }

    private static void Line(IAnsiConsole console, string name, string value) => console.WriteLine($"{name,-11} {value}");

    private static Style ColourOf(Trainability trainability) => trainability switch
    {
        Trainability.Trainable => new Style(Color.Green),
        Trainability.BatchNorm => new Style(Color.Yellow),
        Trainability.Frozen => new Style(Color.Red),
        _ => Style.Plain,
    };
}
