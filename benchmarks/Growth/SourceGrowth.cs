using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>Projects of more and more C# files, of longer and longer methods, and of manifests with more and more layers.</summary>
internal sealed class SourceGrowth : GrowthFamily
{
    private const int Layers = 24;
    private readonly List<AnalyzedProject> _files;
    private readonly List<AnalyzedProject> _statements;
    private readonly List<AnalyzedProject> _layers;

    public SourceGrowth()
    {
        _files = [.. Sizes.Select(static n => new AnalyzedProject(1, Layers, Enumerable.Range(0, n).Select(SourceText.OfFile)))];
        _statements = [.. Sizes.Select(static n => new AnalyzedProject(1, Layers, [SourceText.OfStatements(n, Layers)]))];

        // As many statements as layers, each of which names another.
        _layers = [.. Sizes.Select(static n => new AnalyzedProject(1, n, [SourceText.OfStatements(n, n)]))];
    }

    public override string Counted => "files, statements or layers";

    public override IReadOnlyList<int> Sizes { get; } = [50, 200, 800];

    public override IEnumerable<GrowthWork> Works() =>
    [
        new("all rules, files with Hub code", i => _files[i].Analyze()),
        new("all rules, statements in a method", i => _statements[i].Analyze()),
        new("all rules, a method that names each layer", i => _layers[i].Analyze()),
    ];

    public override void Dispose()
    {
    }
}
