using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>An example that the head was wrong about.</summary>
/// <param name="Index">Which example of <see cref="Evaluation.Examples"/>.</param>
/// <param name="Name">What the example is called.</param>
/// <param name="Expected">What it is.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Size">How sure the head was of what is wrong, from 0 to 1; of a number, how far it is off.</param>
public sealed record Mistake(int Index, string Name, string Expected, string Predicted, double Size)
{
    /// <summary>The worst, in an order that does not depend on how they were found.</summary>
    internal static IReadOnlyList<Mistake> Worst<T>(IEnumerable<T> found, Func<T, double> size, Func<T, int> index, Func<T, Mistake> tell) =>
        [.. found.OrderByDescending(size).ThenBy(index).Take(Evaluation.MaxMistakes).Select(tell)];
}
