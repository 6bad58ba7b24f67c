using System;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Engine.Running;

/// <summary>Lines for a person.</summary>
internal static class Report
{
    public static void Title(string title) => Console.WriteLine("\n" + title);

    public static void Line(string name, Measured measured) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-32} {measured.Fastest * 1000,9:0.0} ms [{measured.Median * 1000:0.0}, {measured.Slowest * 1000:0.0}], cores {measured.Processor * 1000:0} ms, peak {measured.Peak / 1e6:0} MB, gives {measured.Result:0.00000}"));

    public static void Disagreement(string name, string other) => Console.WriteLine($"  '{name}' gives something else than '{other}': their times say nothing");

    /// <summary>How many times faster; the spread is that of the rounds, each with itself.</summary>
    public static void Ratio(string what, string other, Measured slow, Measured fast, double? goal)
    {
        var ratio = slow.Fastest / fast.Fastest;
        var rounds = slow.Seconds.Zip(fast.Seconds, static (s, f) => s / f).Order().ToList();
        var verdict = goal is null ? "" : string.Create(CultureInfo.InvariantCulture, $": {(ratio >= goal ? "reaches" : "misses")} {goal}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {what}: {ratio:0.00} x the speed of {other} [rounds {rounds[0]:0.00} to {rounds[^1]:0.00}, median {rounds[rounds.Count / 2]:0.00}]{verdict}"));
    }

    /// <summary>The share of what the machine's matrix product reaches.</summary>
    /// <param name="what">The work's name.</param>
    /// <param name="work">The work.</param>
    /// <param name="flops">Its operations.</param>
    /// <param name="peak">The operations of a matrix product in a second.</param>
    public static void Roofline(string what, Measured work, double flops, double peak)
    {
        var rate = flops / work.Fastest;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {flops / 1e9:0.0} GFLOP at {rate / 1e9:0} GFLOP/s, {rate / peak:P0} of the {peak / 1e9:0} GFLOP/s of a large matrix product"));
    }
}
