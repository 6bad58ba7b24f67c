using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Generation;

public sealed class IncrementalityTests
{
    // The names of HubAnalyzers.Analyzers.Generation.TrackingNames, said twice on purpose: a renamed step must not slip out of the tests.
    private const string Requests = "Requests";
    private const string Manifests = "Manifests";
    private const string Distinct = "Distinct";
    private const string References = "References";
    private const string Capabilities = "Capabilities";
    private const string Output = "Output";

    private const IncrementalStepRunReason New = IncrementalStepRunReason.New;
    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached;
    private const IncrementalStepRunReason Unchanged = IncrementalStepRunReason.Unchanged;
    private const IncrementalStepRunReason Modified = IncrementalStepRunReason.Modified;

    private static readonly string[] _steps = [Requests, Manifests, Distinct, References, Capabilities, Output];

    private readonly CSharpCompilation _compilation = CompilationFactory.Create(HubReferences.Runtime, sources: ["class Program { }", "class Other { }"]);
    private readonly TestAdditionalText _first = new("a.hubmodel.json", ManifestText.Of("a", ManifestText.Layer("a/x", "X")));
    private readonly TestAdditionalText _second = new("b.hubmodel.json", ManifestText.Of("b", ManifestText.Layer("b/x", "X")));

    [Fact]
    public void The_first_run_does_everything()
    {
        var result = First().GetRunResult().Results.Single();

        Assert.All(_steps, step => Assert.All(Reasons(result, step), static r => Assert.Equal(New, r)));
        Assert.Equal([New, New], Sources(result));
    }

    [Fact]
    public void Editing_code_makes_nothing_run()
    {
        var driver = First();
        var edited = _compilation.ReplaceSyntaxTree(
            _compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText("class Program { int _edited; }", (CSharpParseOptions)_compilation.SyntaxTrees[0].Options, "File0.cs"));

        NothingRuns(Run(driver, edited));
    }

    [Fact]
    public void A_new_file_of_code_makes_nothing_run() =>
        NothingRuns(Run(First(), _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Third { }", (CSharpParseOptions)_compilation.SyntaxTrees[0].Options, "File2.cs"))));

    [Fact]
    public void Additional_files_in_another_order_make_nothing_run() => NothingRuns(Run(First().ReplaceAdditionalTexts([_second, _first]), _compilation));

    [Fact]
    public void An_additional_file_that_is_no_manifest_makes_nothing_run() =>
        NothingRuns(Run(First().AddAdditionalTexts([new TestAdditionalText("notes.json", "{}")]), _compilation));

    [Fact]
    public void Editing_a_manifest_writes_its_file_and_no_other()
    {
        var driver = First().ReplaceAdditionalText(_second, new TestAdditionalText(_second.Path, ManifestText.Of("b", ManifestText.Layer("b/x", "X"), ManifestText.Layer("b/y", "Y"))));

        var result = Run(driver, _compilation);

        Assert.Equal([Cached, Modified], Reasons(result, Requests).Order(ByName));
        Assert.Equal([Cached, Modified], Reasons(result, Manifests).Order(ByName));
        Assert.Equal([Modified, Unchanged], Reasons(result, Distinct).Order(ByName));
        Assert.Equal([Cached], Reasons(result, Capabilities));
        Assert.Equal([Cached, Modified], Reasons(result, Output).Order(ByName));
        Assert.Equal([Cached, Modified], Sources(result).Order(ByName));
        Assert.Contains("\"b/y\"", result.GeneratedSources.Single(static s => s.HintName.EndsWith(".B.g.cs", System.StringComparison.Ordinal)).SourceText.ToString(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_was_only_touched_is_not_read_again()
    {
        var result = Run(First().ReplaceAdditionalText(_second, new TestAdditionalText(_second.Path, _second.GetText().ToString())), _compilation);

        Assert.Equal([Cached, Unchanged], Reasons(result, Requests).Order(ByName));
        Assert.Equal([Cached, Cached], Reasons(result, Manifests));
        Assert.Equal([Cached, Cached], Sources(result));
    }

    [Fact]
    public void A_manifest_that_changes_in_layout_only_writes_nothing()
    {
        var result = Run(First().ReplaceAdditionalText(_second, new TestAdditionalText(_second.Path, "\n  " + _second.GetText())), _compilation);

        Assert.Equal([Cached, Modified], Reasons(result, Requests).Order(ByName));
        Assert.Equal([Cached, Unchanged], Reasons(result, Manifests).Order(ByName));
        Assert.Equal([Cached, Cached], Sources(result));
    }

    [Fact]
    public void A_new_manifest_writes_its_file_and_no_other()
    {
        var result = Run(First().AddAdditionalTexts([new TestAdditionalText("c.hubmodel.json", ManifestText.Of("c"))]), _compilation);

        Assert.Equal([Cached, Cached, New], Reasons(result, Manifests).Order(ByName));
        Assert.Equal([Cached, Cached, New], Sources(result).Order(ByName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{ half a manif")]
    public void A_manifest_that_goes_or_breaks_takes_its_own_file_with_it_and_no_other(string? text)
    {
        var driver = text is null ? First().RemoveAdditionalTexts([_first]) : First().ReplaceAdditionalText(_first, new TestAdditionalText(_first.Path, text));

        var result = Run(driver, _compilation);

        Assert.Equal(["App.HubModels.B.g.cs"], result.GeneratedSources.Select(static s => s.HintName));
        Assert.Null(result.Exception);
    }

    [Fact]
    public void Other_options_that_say_the_same_write_nothing()
    {
        var result = Run(First().WithUpdatedAnalyzerConfigOptions(Options("App")), _compilation);

        Assert.Equal([Unchanged, Unchanged], Reasons(result, Requests));
        Assert.Equal([Cached, Cached], Reasons(result, Manifests));
        Assert.Equal([Cached, Cached], Sources(result));
    }

    [Fact]
    public void Another_root_namespace_writes_every_file_again()
    {
        var result = Run(First().WithUpdatedAnalyzerConfigOptions(Options("Other")), _compilation);

        Assert.Equal([Modified, Modified], Reasons(result, Requests));
        Assert.Equal(["Other.HubModels.A.g.cs", "Other.HubModels.B.g.cs"], result.GeneratedSources.Select(static s => s.HintName).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void Another_accessibility_of_one_class_writes_its_file_and_no_other()
    {
        var result = Run(First().WithUpdatedAnalyzerConfigOptions(Options("App", new() { [_second.Path] = new Dictionary<string, string> { ["HubModelAccessibility"] = "internal" } })), _compilation);

        Assert.Equal([Modified, Unchanged], Reasons(result, Requests).Order(ByName));
        Assert.Equal([Cached, Modified], Sources(result).Order(ByName));
    }

    [Fact]
    public void A_reference_of_no_concern_writes_nothing()
    {
        var result = Run(First(), _compilation.AddReferences(CSharpCompilation.Create("Library").ToMetadataReference()));

        Assert.Equal([Unchanged], Reasons(result, Capabilities));
        Assert.Equal([Cached, Cached], Sources(result));
    }

    [Fact]
    public void Losing_the_engine_writes_every_file_again()
    {
        var result = Run(First(), _compilation.WithReferences(CompilationFactory.ReferencesFor(HubReferences.Facts)));

        Assert.Equal([Modified], Reasons(result, Capabilities));
        Assert.Equal([Modified, Modified], Sources(result));
    }

    [Fact]
    public void A_language_without_nullable_references_writes_every_file_again()
    {
        var result = Run(First().WithUpdatedParseOptions(CompilationFactory.ParseOptions(LanguageVersion.CSharp7_3)), _compilation);

        Assert.Equal([Modified], Reasons(result, Capabilities));
        Assert.Equal([Cached, Cached], Reasons(result, Manifests));
        Assert.Equal([Modified, Modified], Sources(result));
    }

    [Fact]
    public void No_step_keeps_a_compilation_or_a_symbol()
    {
        var result = Run(First(), _compilation);

        var values = _steps
            .SelectMany(step => result.TrackedSteps[step])
            .SelectMany(static step => step.Outputs)
            .Select(static o => o.Value)
            .SelectMany(static v => v is System.Runtime.CompilerServices.ITuple tuple ? Enumerable.Range(0, tuple.Length).Select(i => tuple[i]!) : [v]);
        Assert.All(values, static v => Assert.StartsWith("HubAnalyzers.Analyzers.Generation.", v.GetType().FullName, System.StringComparison.Ordinal));
    }

    private static void NothingRuns(GeneratorRunResult result)
    {
        Assert.All(_steps, step => Assert.All(Reasons(result, step), r => Assert.True(r == Cached, $"{step}: {r}")));
        Assert.Equal([Cached, Cached], Sources(result));
    }

    private static TestOptionsProvider Options(string root, Dictionary<string, IReadOnlyDictionary<string, string>>? byPath = null) => new(new Dictionary<string, string> { ["RootNamespace"] = root }, byPath);

    private static readonly Comparer<IncrementalStepRunReason> ByName = Comparer<IncrementalStepRunReason>.Create(static (a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    private GeneratorDriver First() => GeneratorRun.Driver(_compilation, null, [_first, _second], track: true).RunGenerators(_compilation);

    private static GeneratorRunResult Run(GeneratorDriver driver, Compilation compilation) => driver.RunGenerators(compilation).GetRunResult().Results.Single();

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) => result.TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    private static IEnumerable<IncrementalStepRunReason> Sources(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(static p => p.Value).SelectMany(static s => s.Outputs).Select(static o => o.Reason);
}
