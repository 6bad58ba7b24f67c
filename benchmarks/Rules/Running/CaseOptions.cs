using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>The build properties of a case, and its .editorconfig for every file.</summary>
internal sealed class CaseOptions(BenchmarkCase of) : AnalyzerConfigOptionsProvider
{
    private readonly Options _files = new(of.EditorConfig, "");

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(of.Properties, "build_property.");

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _files;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _files;

    private sealed class Options(Dictionary<string, string> values, string prefix) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return key.StartsWith(prefix, System.StringComparison.Ordinal) && values.TryGetValue(key[prefix.Length..], out value);
        }
    }
}
