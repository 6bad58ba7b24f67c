using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Runtime.Features;

/// <summary>Features in the words of a plan, said before they are computed and after.</summary>
internal static class FeatureText
{
    /// <summary>Features that are not kept.</summary>
    /// <param name="why">Why not, as a clause.</param>
    public static string NotKept(string why) => "not kept, for " + why;

    /// <summary>Features that are kept.</summary>
    /// <param name="where">The place, <c>in memory</c> or <c>on disk</c>.</param>
    /// <param name="examples">Of how many examples.</param>
    /// <param name="shapes">The shape of each result, without the example's axis.</param>
    /// <param name="bytes">What they take.</param>
    public static string Kept(string where, int examples, IEnumerable<long[]> shapes, long bytes) => string.Create(
        CultureInfo.InvariantCulture, $"kept {where}, {examples} x {string.Join(" and ", shapes.Select(static s => ShapeText.Of(s)))} ({Sizes.Of(bytes)})");
}
