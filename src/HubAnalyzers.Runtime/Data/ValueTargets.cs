using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime;

/// <summary>Numbers for each example.</summary>
public sealed record ValueTargets : ExampleTargets
{
    /// <summary>Creates the targets.</summary>
    /// <param name="values">The numbers of each example.</param>
    /// <param name="names">The name of each number.</param>
    /// <exception cref="ArgumentException">An example has not one finite number for each name.</exception>
    public ValueTargets(IReadOnlyList<float[]> values, IReadOnlyList<string> names)
        : base(names)
    {
        Values = values ?? throw new ArgumentNullException(nameof(values));
        RequireWidth(values, names.Count, nameof(values));
    }

    /// <summary>The numbers of each example.</summary>
    public IReadOnlyList<float[]> Values { get; }

    /// <inheritdoc/>
    public override int Count => Values.Count;

    internal override ExampleTargets Of(IReadOnlyList<int> indices) => new ValueTargets([.. indices.Select(i => Values[i])], Names);

    internal override void AppendTo(IncrementalHash hash, int index) => Append(hash, Values[index]);
}
