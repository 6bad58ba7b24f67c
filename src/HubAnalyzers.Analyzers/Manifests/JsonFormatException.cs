using System;
using System.Linq;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>A text that is no JSON, or no manifest. Never leaves this folder.</summary>
internal sealed class JsonFormatException(string message, int start, int end) : Exception(message)
{
    private const int LongestQuote = 80;

    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>The rule that reports it.</summary>
    public string RuleId { get; init; } = Rulebook.UnreadableManifest;

    /// <summary>A stranger's text in a message: on one line and no longer than a message can bear.</summary>
    public static string Quote(string text)
    {
        var line = new string(text.Take(LongestQuote).Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '\ufffd' : c).ToArray());
        return "'" + line + (text.Length > LongestQuote ? "…'" : "'");
    }
}
