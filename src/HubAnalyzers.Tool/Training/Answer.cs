using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Tool.Training;

/// <summary>What numbers of a head mean, for each kind of head.</summary>
internal static class Answer
{
    /// <summary>The class with the highest probability.</summary>
    public static int Best(float[] shares) => Array.IndexOf(shares, shares.Max());

    /// <summary>Whether an image has a label: more likely than not.</summary>
    public static bool Has(float share) => share > 0.5f;

    /// <summary>The classes or labels that an answer names: one class, any number of labels, no values.</summary>
    public static IReadOnlyList<string> Said(string kind, float[] answer, IReadOnlyList<string> names) => kind switch
    {
        HeadKind.Classification => [names[Best(answer)]],
        HeadKind.MultiLabel => [.. names.Where((_, i) => Has(answer[i]))],
        _ => [],
    };
}
