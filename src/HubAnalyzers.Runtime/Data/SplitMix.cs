using System;

namespace HubAnalyzers.Runtime;

/// <summary>SplitMix64: a small generator whose numbers are the same on every machine and version of .NET, which <see cref="Random"/> does not promise.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>All there is to it: a generator that is made with this number goes on where this one stands.</summary>
    public ulong State => _state;

    public ulong Next()
    {
        _state = unchecked(_state + 0x9e3779b97f4a7c15);
        var value = _state;
        value = unchecked((value ^ (value >> 30)) * 0xbf58476d1ce4e5b9);
        value = unchecked((value ^ (value >> 27)) * 0x94d049bb133111eb);
        return value ^ (value >> 31);
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in a random order.</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = (int)(Next() % (ulong)(i + 1));
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
