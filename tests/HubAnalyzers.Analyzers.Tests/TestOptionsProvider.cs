using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Testing;

/// <summary>Build properties, and metadata by additional file.</summary>
internal sealed class TestOptionsProvider(
    IReadOnlyDictionary<string, string>? properties = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? byPath = null) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties, "build_property.");

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(null, "");

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Options(byPath is not null && byPath.TryGetValue(textFile.Path, out var values) ? values : null, "build_metadata.AdditionalFiles.");

    private sealed class Options(IReadOnlyDictionary<string, string>? values, string prefix) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return values is not null && key.StartsWith(prefix, System.StringComparison.Ordinal) && values.TryGetValue(key[prefix.Length..], out value);
        }
    }
}
