using System.Globalization;

namespace HubAnalyzers.Tool.Output;

/// <summary>Bytes as people read them.</summary>
internal static class Sizes
{
    private static readonly string[] _units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 1024 && unit < _units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return value.ToString(unit == 0 ? "N0" : "N1", CultureInfo.InvariantCulture) + " " + _units[unit];
    }
}
