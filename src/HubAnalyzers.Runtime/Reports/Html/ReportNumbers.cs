using System;
using System.Globalization;

namespace HubAnalyzers.Runtime.Html;

/// <summary>Numbers as the report writes them, in every culture alike.</summary>
internal static class ReportNumbers
{
    /// <summary>Three or four digits that count.</summary>
    public static string Short(double value) => double.IsNaN(value)
        ? "none"
        : value != 0 && Math.Abs(value) is < 1e-3 or >= 1e5 ? value.ToString("0.##e0", CultureInfo.InvariantCulture) : Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(double share) => double.IsNaN(share) ? "none" : share.ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: "1 layer", "2,048 layers".</summary>
    public static string Count(long number, string thing) => $"{Whole(number)} {thing}{(number == 1 ? "" : "s")}";
}
