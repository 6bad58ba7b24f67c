using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime;

/// <summary>One class of several for each example.</summary>
public sealed record ClassTargets : ExampleTargets
{
    /// <summary>Creates the targets.</summary>
    /// <param name="labels">The class of each example, counted from 0.</param>
    /// <param name="names">The name of each class.</param>
    /// <exception cref="ArgumentException">A label has no name.</exception>
    public ClassTargets(IReadOnlyList<int> labels, IReadOnlyList<string> names)
        : base(names)
    {
        Labels = labels ?? throw new ArgumentNullException(nameof(labels));
        foreach (var label in labels)
        {
            if (label < 0 || label >= names.Count)
            {
                throw new ArgumentException($"A label is {label}; the classes are 0 to {names.Count - 1}.", nameof(labels));
            }
        }
    }

    /// <summary>The class of each example, counted from 0.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <inheritdoc/>
    public override int Count => Labels.Count;

    internal override ExampleTargets Of(IReadOnlyList<int> indices) => new ClassTargets([.. indices.Select(i => Labels[i])], Names);

    internal override ExampleTargets? Among(IReadOnlyList<string> names) =>
        PlacesAmong(names) is { } places ? new ClassTargets([.. Labels.Select(l => places[l])], names) : null;

    internal override void AppendTo(IncrementalHash hash, int index) => Append(hash, [Labels[index]]);
}
