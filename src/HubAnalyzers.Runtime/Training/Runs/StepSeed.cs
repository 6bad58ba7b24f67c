namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// What torch's generator is set to before a batch: drawn from the run's seed and the batch's place alone, so that a run that goes on
/// from a checkpoint draws what it would have drawn.
/// </summary>
internal static class StepSeed
{
    public static long Of(ulong seed, int stage, int epoch, int step, int batch)
    {
        var random = new SplitMix(seed);
        foreach (var part in (int[])[stage, epoch, step, batch])
        {
            random = new SplitMix(random.Next() ^ (ulong)part);
        }

        return (long)(random.Next() >> 1);
    }
}
