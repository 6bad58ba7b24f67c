using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Growth;

/// <summary>Projects of more and more manifests.</summary>
internal sealed class ManifestGrowth : GrowthFamily
{
    private const int Layers = 24;
    private readonly List<AnalyzedProject> _projects;

    public ManifestGrowth() => _projects = [.. Sizes.Select(static n => new AnalyzedProject(n, Layers, [SourceText.OfFile(0)]))];

    public override string Counted => "manifests";

    public override IReadOnlyList<int> Sizes { get; } = [16, 64, 256];

    public override IEnumerable<GrowthWork> Works() =>
    [
        GrowthWork.Timed("generating classes", i => _projects[i].Generate()),
        new("all rules", i => _projects[i].Analyze()),
    ];

    public override void Dispose()
    {
    }
}
