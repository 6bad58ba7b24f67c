using System.Globalization;

namespace HubAnalyzers.Tool.Training;

/// <summary>Options on images that have two numbers.</summary>
internal static class ImageValues
{
    private const int MaxSide = 8192;

    /// <summary><c>224</c> or <c>192x256</c>, rows first.</summary>
    public static (int? Height, int? Width) Size(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        var parts = text.Split('x');
        return parts.Length <= 2 && Side(parts[0]) is { } height && Side(parts[^1]) is { } width
            ? (height, width)
            : throw new WrongUsageException($"'{text}' in --image-size is no size; write 224, or 192x256 for 192 rows of 256 columns.");
    }

    /// <summary><c>-1,1</c>.</summary>
    public static (float? Low, float? High) Range(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        var parts = text.Split(',');
        return parts.Length == 2 && Number(parts[0]) is { } low && Number(parts[1]) is { } high && low < high
            ? (low, high)
            : throw new WrongUsageException($"'{text}' in --range is no range; write what black and white become, such as -1,1.");
    }

    private static int? Side(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= MaxSide ? side : null;

    private static float? Number(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;
}
