namespace HubAnalyzers.Runtime.Features;

/// <summary>The memory that the caches of one stage may take together.</summary>
internal sealed class FeatureBudget(long most)
{
    private long _taken;

    /// <summary>Takes some of it.</summary>
    /// <returns>Why not, as a clause, where there is not enough; null where it was taken.</returns>
    public string? Take(long wanted)
    {
        var left = most - _taken;
        if (wanted > left)
        {
            return $"they take {Sizes.Of(wanted)}, of MaxMemoryBytes ({Sizes.Of(most)}) {Sizes.Of(left)} are left, and no Directory is given";
        }

        _taken += wanted;
        return null;
    }
}
