using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>How a work's time grows. Of each size the fastest round counts: what disturbs a round only makes it slower.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Counted">What there is more and more of.</param>
/// <param name="Sizes">How many.</param>
/// <param name="Times">How long each took.</param>
internal sealed record Growth(string Name, string Counted, IReadOnlyList<int> Sizes, IReadOnlyList<TimeSpan> Times)
{
    /// <summary>n log n is about 1.1 here, and a square 2; between them lies what a processor's caches, the collector and other programs add.</summary>
    public const double Goal = 1.5;

    private const int Rounds = 4;

    /// <summary>Small sizes are run several times in a round, so that a round's length is more than the clock's grain.</summary>
    private const int MostRuns = 10;

    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(20);

    public bool IsMet => Exponents[^1] <= Goal;

    private List<double> Exponents => [.. Enumerable.Range(1, Sizes.Count - 1).Select(i => Math.Max(0, Math.Log(Times[i] / Times[i - 1]) / Math.Log((double)Sizes[i] / Sizes[i - 1])))];

    public static Growth Of(GrowthFamily family, GrowthWork work)
    {
        var fastest = family.Sizes.Select(static _ => TimeSpan.MaxValue).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var size = 0; size < fastest.Length; size++)
            {
                GC.Collect();
                var spent = TimeSpan.Zero;
                for (var run = 0; run < MostRuns && spent < _shortest; run++)
                {
                    var time = work.Measure(size);
                    spent += time;
                    fastest[size] = time < fastest[size] ? time : fastest[size];
                }
            }
        }

        return new Growth(work.Name, family.Counted, family.Sizes, fastest);
    }

    /// <summary>The exponent between the two largest sizes, where a square shows most, and those between all neighbours.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}, by {Counted}: {Exponents[^1]:0.00} ({Exponents.Min():0.00} to {Exponents.Max():0.00}; {string.Join(", ", Sizes.Zip(Times, static (n, t) => string.Create(CultureInfo.InvariantCulture, $"{n:N0} in {t.TotalMilliseconds:N1} ms")))}){(IsMet ? "" : string.Create(CultureInfo.InvariantCulture, $" above the goal of {Goal}"))}");
}
