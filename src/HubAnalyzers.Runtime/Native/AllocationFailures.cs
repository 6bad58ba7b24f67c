using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Runtime.Native;

/// <summary>Tells libtorch's failures to get memory from its other errors, which all come as one type.</summary>
internal static partial class AllocationFailures
{
    private const string Remedies = "use a smaller batch, train fewer layers, or train on cached features";

    /// <summary>The error to throw instead; null where memory was not the problem.</summary>
    /// <param name="error">What libtorch said.</param>
    /// <param name="what">What was computed: file, node, shapes.</param>
    public static HubOutOfMemoryException? Of(Exception error, string what)
    {
        var message = error.Message;
        if (!message.Contains("can't allocate memory", StringComparison.Ordinal) && !message.Contains("not enough memory", StringComparison.Ordinal)
            && !message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) && !message.Contains("Storage size calculation overflowed", StringComparison.Ordinal))
        {
            return null;
        }

        var where = message.Contains("CUDA", StringComparison.Ordinal) ? "the GPU" : "the processor";
        var asked = Asked().Match(message) is { Success: true } match ? $": {Size(match.Groups[1].Value, match.Groups[2].Value)} were asked for at once" : "";
        return new HubOutOfMemoryException($"{what} does not fit into the memory of {where}{asked}; {Remedies}", error);
    }

    private static string Size(string number, string unit) =>
        unit is "bytes" && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes)
            ? Sizes.Of((long)bytes)
            : number + " " + unit;

    [GeneratedRegex(@"[Tt]ried to allocate ([\d.]+) (bytes|[KMGT]iB)")]
    private static partial Regex Asked();
}
