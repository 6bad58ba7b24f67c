using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Generation;

public sealed class IncrementalityTests
{
    // The names of HubAnalyzers.Analyzers.Generation.TrackingNames, said twice on purpose: a renamed step must not slip out of the tests.
    private const string Manifests = "Manifests";
    private const string Distinct = "Distinct";
    private const string Capabilities = "Capabilities";
    private const string Output = "Output";

    private readonly CSharpCompilation _compilation = CompilationFactory.Create(HubReferences.Runtime, sources: ["class Program { }", "class Other { }"]);
    private readonly TestAdditionalText _first = new("a.hubmodel.json", ManifestText.Of("a", ManifestText.Layer("a/x", "X")));
    private readonly TestAdditionalText _second = new("b.hubmodel.json", ManifestText.Of("b", ManifestText.Layer("b/x", "X")));

    [Fact]
    public void Editing_code_makes_nothing_run_again()
    {
        var driver = First();
        var edited = _compilation.ReplaceSyntaxTree(
            _compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText("class Program { int _edited; }", (CSharpParseOptions)_compilation.SyntaxTrees[0].Options, "File0.cs"));

        var result = Run(driver, edited);

        foreach (var step in new[] { Manifests, Distinct, Capabilities, Output })
        {
            Assert.All(Reasons(result, step), static r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, r.ToString()));
        }

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], Sources(result));
    }

    [Fact]
    public void Editing_a_manifest_writes_its_file_and_no_other()
    {
        var driver = First().ReplaceAdditionalText(_second, new TestAdditionalText(_second.Path, ManifestText.Of("b", ManifestText.Layer("b/x", "X"), ManifestText.Layer("b/y", "Y"))));

        var result = Run(driver, _compilation);

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(result, Manifests).Order(ByName));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], Reasons(result, Distinct).Order(ByName));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(result, Output).Order(ByName));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Sources(result).Order(ByName));
        Assert.Contains("\"b/y\"", result.GeneratedSources.Single(static s => s.HintName.EndsWith(".B.g.cs", System.StringComparison.Ordinal)).SourceText.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_changes_in_layout_only_writes_nothing()
    {
        var driver = First().ReplaceAdditionalText(_second, new TestAdditionalText(_second.Path, "\n  " + _second.GetText()));

        var result = Run(driver, _compilation);

        Assert.All(Reasons(result, Manifests), static r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, r.ToString()));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], Sources(result));
    }

    [Fact]
    public void Losing_the_engine_writes_every_file_again()
    {
        var driver = First();

        var result = Run(driver, _compilation.WithReferences(CompilationFactory.ReferencesFor(HubReferences.Facts)));

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, Capabilities));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified], Sources(result));
    }

    [Fact]
    public void No_step_keeps_a_compilation_or_a_symbol()
    {
        var result = Run(First(), _compilation);

        var values = new[] { Manifests, Distinct, Capabilities, Output }
            .SelectMany(step => result.TrackedSteps[step])
            .SelectMany(static step => step.Outputs)
            .Select(static o => o.Value)
            .SelectMany(static v => v is System.Runtime.CompilerServices.ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!) : [v]);
        Assert.All(values, static v => Assert.StartsWith("HubAnalyzers.Analyzers.Generation.", v.GetType().FullName, System.StringComparison.Ordinal));
    }

    private static readonly Comparer<IncrementalStepRunReason> ByName = Comparer<IncrementalStepRunReason>.Create(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private GeneratorDriver First() => GeneratorRun.Driver(_compilation, null, [_first, _second], track: true).RunGenerators(_compilation);

    private static GeneratorRunResult Run(GeneratorDriver driver, Compilation compilation) => driver.RunGenerators(compilation).GetRunResult().Results.Single();

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) => result.TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    private static IEnumerable<IncrementalStepRunReason> Sources(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(static p => p.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason);
}
