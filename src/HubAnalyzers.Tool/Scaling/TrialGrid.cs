using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>Values of options, each combined with each: <c>lr=0.001 lr=0.003 optimizer=adam optimizer=sgd</c> are four trials.</summary>
internal static class TrialGrid
{
    public const int MostTrials = 10_000;

    /// <summary>The trials in order; the last option varies fastest.</summary>
    /// <param name="grid">NAME=VALUE, a name once for each value; a name is an option's without its dashes.</param>
    /// <exception cref="WrongUsageException">One is none, or there are too many trials.</exception>
    public static IReadOnlyList<IReadOnlyList<(string Name, string Value)>> Trials(IReadOnlyList<string> grid)
    {
        var axes = new List<(string Name, List<string> Values)>();
        foreach (var text in grid)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1 || text.Any(char.IsWhiteSpace))
            {
                throw new WrongUsageException($"--grid '{text}' is not NAME=VALUE without spaces, such as lr=0.001; write a name once for each of its values.");
            }

            var (name, value) = (text[..at], text[(at + 1)..]);
            var axis = axes.Find(a => a.Name == name);
            if (axis.Values is null)
            {
                axes.Add((name, [value]));
            }
            else if (axis.Values.Contains(value))
            {
                throw new WrongUsageException($"--grid has '{text}' twice.");
            }
            else
            {
                axis.Values.Add(value);
            }
        }

        if (axes.Count == 0 || axes.Aggregate(1L, static (n, a) => Math.Min(n * a.Values.Count, int.MaxValue)) > MostTrials)
        {
            throw new WrongUsageException(axes.Count == 0 ? "--grid has no values." : $"--grid has more than {MostTrials} trials.");
        }

        IEnumerable<IReadOnlyList<(string, string)>> trials = [[]];
        foreach (var (name, values) in axes)
        {
            trials = trials.SelectMany(t => values.Select(v => (IReadOnlyList<(string, string)>)[.. t, (name, v)]));
        }

        return [.. trials];
    }
}
