using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HubAnalyzers.Tool.Scaling;

/// <summary>One of several equal parts of some work, counted from 1: <c>2/3</c>.</summary>
internal readonly record struct Shard(int Index, int Count)
{
    /// <summary>What stands for the index where the pod of an indexed Job is to read it from its environment: <c>job/3</c>.</summary>
    public const string OfJob = "job";

    /// <summary>Set by Kubernetes in each pod of an indexed Job, counted from 0.</summary>
    public const string JobVariable = "JOB_COMPLETION_INDEX";

    public const int Most = 10_000;

    public static Shard Whole => new(1, 1);

    /// <summary>Reads <c>i/n</c>, or <c>job/n</c>.</summary>
    /// <exception cref="WrongUsageException">It is neither, or the environment has no index.</exception>
    public static Shard Parse(string? text, Func<string, string?> environment)
    {
        if (text is null)
        {
            return Whole;
        }

        var parts = text.Split('/');
        if (parts.Length != 2 || Number(parts[1]) is not (>= 1 and <= Most and var count))
        {
            throw Wrong(text);
        }

        if (parts[0] == OfJob)
        {
            var value = environment(JobVariable) ?? throw new WrongUsageException($"--shard {text}: {JobVariable} is not set; outside of a Kubernetes indexed Job give the number itself, such as 1/{count}.");
            return Number(value) is { } index && index < count
                ? new Shard(index + 1, count)
                : throw new WrongUsageException($"--shard {text}: {JobVariable} is '{value}', not from 0 to {count - 1}; completions of the Job must be {count}.");
        }

        return Number(parts[0]) is { } own && own >= 1 && own <= count ? new Shard(own, count) : throw Wrong(text);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    /// <summary>
    /// This part of the rows of a set, in one piece. It begins and ends between two batches, so that each batch is computed with the same
    /// neighbours whatever the number of parts: a row's last bits may depend on them.
    /// </summary>
    public IReadOnlyList<int> RowsOf(int rows, int batchSize)
    {
        var batches = (rows + batchSize - 1L) / batchSize;
        var first = (int)Math.Min(rows, batches * (Index - 1) / Count * batchSize);
        var end = (int)Math.Min(rows, batches * Index / Count * batchSize);
        return [.. Enumerable.Range(first, end - first)];
    }

    /// <summary>Whether an item, counted from 0, is of this part: they are dealt out like cards, for neighbours cost about the same.</summary>
    public bool Has(int item) => item % Count == Index - 1;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static WrongUsageException Wrong(string text) =>
        new($"--shard '{text}' is no part of a whole; give i/n with i from 1 to n and n at most {Most}, such as 2/3, or {OfJob}/n within a Kubernetes indexed Job.");
}
