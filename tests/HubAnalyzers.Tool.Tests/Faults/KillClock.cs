using System;

namespace HubAnalyzers.Tool.Tests.Faults;

/// <summary>When to kill a run: somewhere in the last two thirds of what it takes, which a busy machine makes more and an idle one less.</summary>
internal sealed class KillClock(int usual)
{
    private int _usual = usual;

    /// <summary>How many did not end by themselves before.</summary>
    public int Kills { get; private set; }

    public void Kill(ToolProcess tool, int seed)
    {
        var start = Environment.TickCount64;
        if (tool.KillAfter(new Random(seed).Next(_usual / 3, _usual)))
        {
            Kills++;
        }
        else
        {
            _usual = Math.Max(3, Math.Min(_usual, (int)(Environment.TickCount64 - start)));
        }
    }
}
