using System;
using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime;

/// <summary>How often each class was taken for each. Only pairs that occurred take room, so that thousands of classes may be there.</summary>
public sealed class ConfusionMatrix
{
    private readonly Dictionary<(int Of, int TakenFor), int> _counts = [];
    private readonly int[] _rows;
    private readonly int[] _columns;

    internal ConfusionMatrix(IReadOnlyList<string> names, IEnumerable<(int Of, int TakenFor)> pairs)
    {
        Names = names;
        _rows = new int[names.Count];
        _columns = new int[names.Count];
        foreach (var pair in pairs)
        {
            _counts[pair] = _counts.GetValueOrDefault(pair) + 1;
            _rows[pair.Of]++;
            _columns[pair.TakenFor]++;
        }
    }

    /// <summary>The classes in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many examples of one class were taken for another, or for itself.</summary>
    /// <param name="of">The class that they are of.</param>
    /// <param name="takenFor">The class that they were taken for.</param>
    public int this[int of, int takenFor] => of >= 0 && of < Names.Count && takenFor >= 0 && takenFor < Names.Count
        ? _counts.GetValueOrDefault((of, takenFor))
        : throw new ArgumentOutOfRangeException(of < 0 || of >= Names.Count ? nameof(of) : nameof(takenFor), $"There are {Names.Count} classes.");

    /// <summary>The pairs of different classes that occurred, the most frequent first.</summary>
    public IReadOnlyList<(int Of, int TakenFor, int Count)> Confusions =>
        [.. _counts.Where(static c => c.Key.Of != c.Key.TakenFor).OrderByDescending(static c => c.Value).ThenBy(static c => c.Key).Select(static c => (c.Key.Of, c.Key.TakenFor, c.Value))];

    internal IReadOnlyList<ClassScore> Scores() => [.. Names.Select((name, i) => new ClassScore(name, _rows[i], _columns[i], _counts.GetValueOrDefault((i, i))))];
}
