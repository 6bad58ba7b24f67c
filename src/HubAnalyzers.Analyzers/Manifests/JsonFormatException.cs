using System;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>A text that is no JSON, or no manifest. Never leaves this folder.</summary>
internal sealed class JsonFormatException(string message, int start, int end) : Exception(message)
{
    public int Start { get; } = start;

    public int End { get; } = end;

    /// <summary>The rule that reports it.</summary>
    public string RuleId { get; init; } = Rulebook.UnreadableManifest;
}
