using System;
using System.Diagnostics;

namespace HubAnalyzers.SavedModel.Tests.Hostile;

/// <summary>Runs a reader over a stranger's bytes: it reads or refuses in one line, never long and never with much memory.</summary>
internal static class Bounded
{
    // An honest reading of the carried model takes a few milliseconds and 10 MB.
    private const long MostBytes = 1L << 28;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    public static void Run(int seed, Action read)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (HubModelFormatException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }
        catch (Exception e)
        {
            Assert.Fail($"seed {seed}: {e}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < MostBytes, $"seed {seed}: {allocated} bytes");
        Assert.True(clock.Elapsed < _longest, $"seed {seed}: {clock.Elapsed}");
    }
}
