using System.Collections.Generic;
using System.Globalization;

namespace HubAnalyzers.Tool.Training;

/// <summary>Options with a value for the head's stage and one for the layers': <c>--epochs 5,3</c>. One value is meant for both.</summary>
internal static class StageValues
{
    public static IReadOnlyList<int> Counts(string? text, int[] otherwise) =>
        Read(text, otherwise, "--epochs", "a whole number from 1", static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null);

    public static IReadOnlyList<double> Rates(string? text, double[] otherwise) => Read(
        text, otherwise, "--lr", "a number above 0", static part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n > 0 && double.IsFinite(n) ? n : null);

    private static T[] Read<T>(string? text, T[] otherwise, string option, string what, System.Func<string, T?> parse)
        where T : struct
    {
        if (text is null)
        {
            return otherwise;
        }

        var parts = text.Split(',');
        if (parts.Length > 2)
        {
            throw new WrongUsageException($"{option} has {parts.Length} values; there are two stages, the head's and the layers'.");
        }

        var values = System.Array.ConvertAll(parts, part => parse(part.Trim()) ?? throw new WrongUsageException($"'{part}' in {option} is not {what}."));
        return values.Length == 2 ? values : [values[0], values[0]];
    }
}
