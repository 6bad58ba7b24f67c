using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HubAnalyzers.Runtime;

/// <content>Parts of a set.</content>
public abstract partial class Examples
{
    /// <summary>
    /// Splits the set by a hash of each name: an example stays in its part whatever others are added or removed, on every machine.
    /// The share is met about, not exactly.
    /// </summary>
    /// <param name="validationShare">The share to measure on, above 0 and below 1.</param>
    /// <param name="seed">Another seed gives another split.</param>
    /// <exception cref="ArgumentException">A part would be empty, or lack a class; the message names it.</exception>
    public ExampleSplit Split(double validationShare, ulong seed = 0)
    {
        if (!(validationShare is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(validationShare), validationShare, "The share must be above 0 and below 1.");
        }

        var parts = Enumerable.Range(0, Count).ToLookup(i => PlaceOf(NameOf(i), seed) < validationShare);
        var split = new ExampleSplit(new ExampleSubset(this, [.. parts[false]]), new ExampleSubset(this, [.. parts[true]]));
        split.RequireBothParts();
        return split;
    }

    /// <summary>Some examples, in the order given.</summary>
    /// <exception cref="ArgumentException">An index is out of range, or given twice.</exception>
    public Examples Only(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Any(i => i < 0 || i >= Count) || indices.Distinct().Count() != indices.Count)
        {
            throw new ArgumentException($"The indices must be from 0 to {Count - 1}, each once.", nameof(indices));
        }

        return new ExampleSubset(this, [.. indices]);
    }

    /// <summary>The set varied when it is trained on; what is measured on stays as it is.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or the examples are no images.</exception>
    public Examples Augment(ImageAugmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        augmentation.Validate();
        return new AugmentedExamples(this, augmentation);
    }

    /// <summary>Reads each example once, so that what is broken is known before anything is trained.</summary>
    /// <param name="options">Decides how many may be broken.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="BrokenExampleException">More are broken than may be; the message names the first.</exception>
    public SoundExamples WithoutBroken(DataOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DataOptions();
        options.Validate();
        if (IsInMemory)
        {
            return new SoundExamples(this, []);
        }

        var broken = new ConcurrentDictionary<int, BrokenExampleException>();
        try
        {
            Parallel.For(
                0,
                Count,
                new ParallelOptions { MaxDegreeOfParallelism = Math.Max(options.Workers, 1), CancellationToken = cancellationToken },
                () => new float[Size],
                (index, _, values) =>
                {
                    try
                    {
                        Read(index, default, values);
                    }
                    catch (BrokenExampleException e)
                    {
                        broken[index] = e;
                    }

                    return values;
                },
                static _ => { });
        }
        catch (AggregateException e) when (e.InnerExceptions.Count > 0)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        var found = broken.OrderBy(static b => b.Key).Select(static b => b.Value).ToList();
        var sound = new SoundExamples(found.Count == 0 ? this : new ExampleSubset(this, [.. Enumerable.Range(0, Count).Where(i => !broken.ContainsKey(i))]), found);
        SoundExamples.RequireFew(options.MaxBroken, sound);
        return sound;
    }

    /// <summary>
    /// The set with its targets in the order of the names that a head learns: a folder to measure on may lack a class, and then counts
    /// its classes otherwise.
    /// </summary>
    /// <param name="names">The names that are learnt.</param>
    /// <param name="parameter">What the caller calls this set.</param>
    /// <exception cref="ArgumentException">One of its names is not learnt.</exception>
    internal Examples InOrderOf(IReadOnlyList<string> names, string parameter)
    {
        var own = Targets.Names;
        if (own.Zip(names).All(static p => p.First == p.Second))
        {
            return this;
        }

        return Targets.Among(names) is { } targets
            ? new ExampleSubset(this, [.. Enumerable.Range(0, Count)], targets)
            : throw new ArgumentException($"The targets of these examples are {Listed(own)}, what is learnt is {Listed(names)}; their names and order must be the same.", parameter);

        static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(8).Select(static n => $"'{n}'")) + (names.Count > 8 ? $" and {names.Count - 8} more" : "");
    }

    /// <summary>Where the hash of a name lies, from 0 to below 1.</summary>
    private static double PlaceOf(string name, ulong seed)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var bytes = new byte[sizeof(ulong) + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        text.CopyTo(bytes, sizeof(ulong));
        return (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes)) >> 11) * (1.0 / (1UL << 53));
    }
}
