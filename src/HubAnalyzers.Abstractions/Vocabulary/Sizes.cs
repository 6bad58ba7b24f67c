using System.Globalization;

namespace HubAnalyzers;

/// <summary>Numbers of bytes as people read them, the same in the editor, in a program and on the command line.</summary>
internal static class Sizes
{
    private static readonly string[] _units = ["KiB", "MiB", "GiB", "TiB"];

    /// <summary>432 bytes, 1.7 KiB, 12.3 MiB.</summary>
    public static string Of(long bytes)
    {
        if (bytes < 1024)
        {
            return bytes.ToString("N0", CultureInfo.InvariantCulture) + (bytes == 1 ? " byte" : " bytes");
        }

        var size = bytes / 1024.0;
        var unit = 0;
        for (; size >= 1024 && unit < _units.Length - 1; unit++)
        {
            size /= 1024;
        }

        return size.ToString("#,0.#", CultureInfo.InvariantCulture) + " " + _units[unit];
    }
}
