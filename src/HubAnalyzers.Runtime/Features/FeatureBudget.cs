namespace HubAnalyzers.Runtime.Features;

/// <summary>The memory that the caches of one stage may take together.</summary>
internal sealed class FeatureBudget(long bytes)
{
    public long Left { get; private set; } = bytes;

    /// <summary>Takes some of it; nothing where there is not enough.</summary>
    public bool TryTake(long wanted)
    {
        if (wanted > Left)
        {
            return false;
        }

        Left -= wanted;
        return true;
    }
}
