using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime;

/// <summary>Any number of labels for each example.</summary>
public sealed record MultiLabelTargets : ExampleTargets
{
    /// <summary>Creates the targets.</summary>
    /// <param name="values">For each example, 1 for each label that it has and 0 for each other.</param>
    /// <param name="names">The name of each label.</param>
    /// <exception cref="ArgumentException">An example has not one number for each name, or one that is not from 0 to 1.</exception>
    public MultiLabelTargets(IReadOnlyList<float[]> values, IReadOnlyList<string> names)
        : base(names)
    {
        Values = values ?? throw new ArgumentNullException(nameof(values));
        RequireWidth(values, names.Count, nameof(values));
        if (values.Any(static row => row.Any(static v => v is < 0 or > 1)))
        {
            throw new ArgumentException("A target is not from 0 to 1.", nameof(values));
        }
    }

    /// <summary>For each example, 1 for each label that it has and 0 for each other.</summary>
    public IReadOnlyList<float[]> Values { get; }

    /// <inheritdoc/>
    public override int Count => Values.Count;

    internal override ExampleTargets Of(IReadOnlyList<int> indices) => new MultiLabelTargets([.. indices.Select(i => Values[i])], Names);

    internal override ExampleTargets? Among(IReadOnlyList<string> names) => PlacesAmong(names) is not { } places ? null : new MultiLabelTargets(
        [.. Values.Select(own =>
        {
            var row = new float[names.Count];
            for (var i = 0; i < own.Length; i++)
            {
                row[places[i]] = own[i];
            }

            return row;
        })],
        names);

    internal override void AppendTo(IncrementalHash hash, int index) => Append(hash, Values[index]);
}
