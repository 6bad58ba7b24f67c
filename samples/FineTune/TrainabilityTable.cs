using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace HubAnalyzers.Samples.FineTune;

/// <summary>What the manifest says about the model's layers, as a table.</summary>
internal static class TrainabilityTable
{
    private const int MinimumWidth = 100;

    public static void Print(IAnsiConsole console, HubModelInfo model)
    {
        console.WriteLine($"{model.Handle}: verdict {Word(model.Verdict)}; {Number(model.TrainableParameters)} of {Number(model.TotalParameters)} parameters can be trained.");
        console.WriteLine(model.Why);
        console.WriteLine();

        // A pipe has no width of its own, and 80 columns would cut the names.
        console.Profile.Width = Math.Max(console.Profile.Width, MinimumWidth);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(new TableColumn("Layer, as code names it").NoWrap(), new TableColumn("Kind").NoWrap(), new TableColumn("Trains").NoWrap());
        table.AddColumns(new TableColumn("Parameters").RightAligned(), new TableColumn("Reason").NoWrap());
        foreach (var layer in model.Layers)
        {
            table.AddRow(
                new Text(layer.Accessor),
                new Text(layer.Kind.ToString()),
                new Text(layer.Trainability.ToString(), StyleOf(layer.Trainability)),
                new Text(Number(layer.Parameters)),
                new Text(layer.Reason));
        }

        console.Write(table);
        foreach (var group in model.Layers.Where(static l => l.Trainability != Trainability.Trainable).GroupBy(static l => l.Reason))
        {
            console.WriteLine($"{group.Key} ({group.Count()}): {group.First().Why}");
        }

        console.WriteLine();
    }

    private static Style StyleOf(Trainability trainability) => trainability switch
    {
        Trainability.Trainable => new Style(Color.Green),
        Trainability.BatchNorm => new Style(Color.Yellow),
        _ => new Style(Color.Grey),
    };

    private static string Word(TrainabilityVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
