using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;

namespace HubAnalyzers.Runtime;

/// <summary>What is to be learnt of each example: <see cref="ClassTargets"/>, <see cref="MultiLabelTargets"/> or <see cref="ValueTargets"/>.</summary>
public abstract record ExampleTargets
{
    private protected ExampleTargets(IReadOnlyList<string> names)
    {
        Names = names ?? throw new ArgumentNullException(nameof(names));
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is not { } name)
            {
                throw new ArgumentException($"Name {i} is null.", nameof(names));
            }

            if (!known.Add(name))
            {
                throw new ArgumentException($"Two names are '{name}'.", nameof(names));
            }
        }
    }

    /// <summary>What each class, label or value is called, in the order of the head's outputs.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>The targets of some examples, in that order.</summary>
    internal abstract ExampleTargets Of(IReadOnlyList<int> indices);

    /// <summary>The same targets among more names, in the order of these; null where one of its own is not among them.</summary>
    internal virtual ExampleTargets? Among(IReadOnlyList<string> names) => Names.SequenceEqual(names, StringComparer.Ordinal) ? this : null;

    internal abstract void AppendTo(IncrementalHash hash, int index);

    /// <summary>Where each of its names stands among others; null where one does not.</summary>
    private protected int[]? PlacesAmong(IReadOnlyList<string> names)
    {
        var places = names.Select(static (name, i) => (name, i)).ToDictionary(static p => p.name, static p => p.i, StringComparer.Ordinal);
        return Names.All(places.ContainsKey) ? [.. Names.Select(name => places[name])] : null;
    }

    private protected static void RequireWidth(IReadOnlyList<float[]> values, int width, string name)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i]?.Length != width)
            {
                throw new ArgumentException($"Example {i} has {values[i]?.Length.ToString(CultureInfo.InvariantCulture) ?? "no"} targets, there are {width} names.", name);
            }

            if (!values[i].All(float.IsFinite))
            {
                throw new ArgumentException($"Example {i} has a target that is no finite number.", name);
            }
        }
    }

    private protected static void Append(IncrementalHash hash, ReadOnlySpan<float> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
    }
}
