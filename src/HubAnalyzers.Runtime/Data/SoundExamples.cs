using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>What is left of a set when each example was read once.</summary>
/// <param name="Examples">Those that can be read.</param>
/// <param name="Broken">What is wrong with each that cannot.</param>
public sealed record SoundExamples(Examples Examples, IReadOnlyList<BrokenExampleException> Broken)
{
    /// <summary>Requires that no more are broken in all than may be.</summary>
    /// <exception cref="BrokenExampleException">There are more; the message names the first.</exception>
    internal static void RequireFew(int allowed, params SoundExamples[] sets)
    {
        var count = sets.Sum(static s => s.Broken.Count);
        if (count > allowed)
        {
            throw sets.SelectMany(static s => s.Broken).First().AsTooMany($"the first of {count}", allowed);
        }
    }
}
