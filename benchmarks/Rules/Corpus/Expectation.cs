namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>A finding that a rule must make.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="File">The file: a source file of the case, or manifests separated by '|', any of which will do.</param>
/// <param name="Line">The line, counted from 1; 0 where the case does not say.</param>
public sealed record Expectation(string RuleId, string File, int Line);
