using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>A set in two parts.</summary>
/// <param name="Training">What is learnt from.</param>
/// <param name="Validation">What is measured on.</param>
public sealed record ExampleSplit(Examples Training, Examples Validation)
{
    /// <summary>Every class must be in both parts: one that is not in training cannot be learnt, one that is not in validation is not measured.</summary>
    /// <exception cref="ArgumentException">A part is empty, or a class is missing in one; the message names it.</exception>
    internal void RequireBothParts()
    {
        foreach (var (part, other, name) in new[] { (Training, Validation, "training"), (Validation, Training, "validation") })
        {
            if (part.Count == 0)
            {
                throw new ArgumentException($"The split leaves the {name} part empty; give more examples, another share or another seed.");
            }

            if (part.Targets is ClassTargets own && other.Targets is ClassTargets others)
            {
                var present = own.Labels.ToHashSet();
                var missing = others.Labels.Where(l => !present.Contains(l)).Distinct().Order().ToList();
                if (missing.Count > 0)
                {
                    throw new ArgumentException(
                        $"The split leaves no example of {Named(missing, own.Names)} to the {name} part ({others.Labels.Count(l => l == missing[0])} in all); give more examples, another share or another seed.");
                }
            }
        }
    }

    private static string Named(List<int> classes, IReadOnlyList<string> names) =>
        $"the class '{names[classes[0]]}'" + (classes.Count > 1 ? $" and {classes.Count - 1} more" : "");
}
