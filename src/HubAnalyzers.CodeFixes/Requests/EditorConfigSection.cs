using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.CodeFixes.Requests;

/// <summary>Which files a section of an <c>.editorconfig</c> is for. The compiler itself is asked: its patterns have rules of their own.</summary>
internal static class EditorConfigSection
{
    private const string Probe = "hub_probe";

    /// <param name="heading">Such as <c>[*.cs]</c>.</param>
    /// <param name="config">The path of the <c>.editorconfig</c>.</param>
    /// <param name="file">The path of the file.</param>
    public static bool Covers(string heading, string config, string file) =>
        AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse(heading + "\n" + Probe + " = true\n", config)))
            .GetOptionsForSourcePath(file).AnalyzerOptions.ContainsKey(Probe);
}
