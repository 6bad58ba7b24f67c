using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Testing;

/// <summary>
/// The seeds that fuzzers run. A test takes a few of them each time, the same ones; <c>HUBANALYZERS_FUZZ_TIMES=100</c> makes that a hundred
/// times as many, and <c>HUBANALYZERS_FUZZ_SEED=1000000</c> others.
/// </summary>
internal static class Fuzz
{
    private static readonly int _times = Setting("HUBANALYZERS_FUZZ_TIMES", 1);
    private static readonly int _first = Setting("HUBANALYZERS_FUZZ_SEED", 0);

    /// <summary>The seeds of a test that usually runs so many.</summary>
    public static IEnumerable<int> Seeds(int count) => Enumerable.Range(_first, checked(count * _times));

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : usual;
}
