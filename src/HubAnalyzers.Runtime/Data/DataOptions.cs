using System;

namespace HubAnalyzers.Runtime;

/// <summary>How examples are read; nothing here changes the numbers that come out.</summary>
public sealed record DataOptions
{
    /// <summary>Threads that read and decode; 0 reads on the training thread. By default one fewer than there are processors, from 1 to 8.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);

    /// <summary>Batches that may lie ready or in work before they are asked for; at least 1. They are what reading ahead costs in memory.</summary>
    public int Prefetch { get; init; } = 3;

    /// <summary>How many examples may be broken and left out, of those to learn from and those to measure on together. With 0, the default, the first one ends the run before it begins.</summary>
    public int MaxBroken { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Validate()
    {
        if (Workers is < 0 or > 256)
        {
            throw new ArgumentException($"Workers is {Workers}; it must be from 0 to 256.", nameof(Workers));
        }

        if (Prefetch is < 1 or > 1024)
        {
            throw new ArgumentException($"Prefetch is {Prefetch}; it must be from 1 to 1024.", nameof(Prefetch));
        }

        if (MaxBroken < 0)
        {
            throw new ArgumentException($"MaxBroken is {MaxBroken}; it must be at least 0.", nameof(MaxBroken));
        }
    }
}
