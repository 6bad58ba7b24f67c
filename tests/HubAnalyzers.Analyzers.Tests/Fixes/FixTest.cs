using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Testing;

/// <summary>
/// A fix against what a diagnostic promises it: a place, further places, data. Places are marked as <c>{|HUB0007:…|}</c>, further
/// ones as <c>{|also:…|}</c>. They are mended one by one and by Fix All in each scope.
/// </summary>
internal sealed class FixTest(CodeFixProvider provider)
{
    private const string AdditionalPlace = "also";

    /// <summary>What the diagnostics carry.</summary>
    public ImmutableDictionary<string, string?> Data { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Which of several fixes; the first where it is null.</summary>
    public string? Key { get; init; }

    /// <summary>Fix All without a key: nobody chose among the fixes.</summary>
    public bool WithoutKey { get; init; }

    /// <summary>Which program opened the project.</summary>
    public string Workspace { get; init; } = WorkspaceKind.Host;

    public bool WithTensorFlowNet { get; init; }

    public string EditorConfig { get; init; } = "";

    /// <summary>The fix makes the second program of the first: alone where there is one place, and by Fix All. Both programs compile.</summary>
    public async Task Makes(string source, string @fixed)
    {
        var (solution, diagnostics) = await Open(source);
        var document = Document(solution);
        await AssertCompiles(document);

        if (diagnostics.Count == 1)
        {
            var action = Assert.Single(await Actions(document, diagnostics[0]), a => Key is null || a.EquivalenceKey == Key);
            await AssertIs(@fixed, Document(await Changed(action)));
        }

        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var action = await FixAll(document, diagnostics, scope);
            Assert.NotNull(action);
            var changed = Document(await Changed(action));
            await AssertIs(@fixed, changed);
            await AssertCompiles(changed);
        }
    }

    /// <summary>The text of an analyzer configuration file after the fix.</summary>
    public async Task<IReadOnlyList<string>> EditorConfigsAfter(string source)
    {
        var (solution, diagnostics) = await Open(source);
        var action = await FixAll(Document(solution), diagnostics, FixAllScope.Solution);
        var changed = Document(await Changed(action!)).Project.AnalyzerConfigDocuments;
        return [.. await Task.WhenAll(changed.Where(static c => c.FilePath!.EndsWith(".editorconfig", System.StringComparison.Ordinal)).Select(static async c => c.FilePath + "\n" + await c.GetTextAsync()))];
    }

    /// <summary>Whether Fix All has anything to do.</summary>
    public async Task<bool> CanFixAll(string source)
    {
        var (solution, diagnostics) = await Open(source);
        return await FixAll(Document(solution), diagnostics, FixAllScope.Solution) is not null;
    }

    /// <summary>The keys of the fixes that are offered, in order.</summary>
    public async Task<IReadOnlyList<string?>> Offered(string source)
    {
        var (solution, diagnostics) = await Open(source);
        var document = Document(solution);
        await AssertCompiles(document);
        return [.. (await Actions(document, Assert.Single(diagnostics))).Select(static a => a.EquivalenceKey)];
    }

    private async Task<(Solution Solution, IReadOnlyList<Diagnostic> Diagnostics)> Open(string source)
    {
        TestFileMarkupParser.GetSpans(source, out var code, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
        var parse = CompilationFactory.ParseOptions(LanguageVersion.Latest);
        var project = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace(MefHostServices.DefaultHost, Workspace).CurrentSolution.AddProject(ProjectInfo.Create(
            project, VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp, "/app/Sample.csproj",
            compilationOptions: new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: parse,
            metadataReferences: [.. CompilationFactory.ReferencesFor(HubReferences.Runtime), .. WithTensorFlowNet ? StubLibraries.TensorFlowNet : []]));
        solution = Add(solution, project, "Program.cs", code);
        solution = Add(solution, project, "Usings.cs", PageModels.Surroundings);
        if (WithTensorFlowNet)
        {
            solution = Add(solution, project, "TensorFlowNet.cs", PageModels.TensorFlowNetUsings);
        }

        if (EditorConfig.Length > 0)
        {
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(project), ".editorconfig", SourceText.From(EditorConfig), filePath: "/app/.editorconfig");
        }

        var bare = (await solution.GetProject(project)!.GetCompilationAsync())!;
        var run = CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], PageModels.Manifests, parse, new TestOptionsProvider(new Dictionary<string, string> { ["RootNamespace"] = "MyProject" }))
            .RunGenerators(bare).GetRunResult();
        foreach (var generated in run.Results.Single().GeneratedSources)
        {
            solution = Add(solution, project, generated.HintName, generated.SourceText.ToString());
        }

        var tree = (await Document(solution).GetSyntaxTreeAsync())!;
        var also = spans.TryGetValue(AdditionalPlace, out var additional) ? additional.Select(s => Location.Create(tree, s)).ToList() : [];
        var places = spans.Where(static s => s.Key != AdditionalPlace).SelectMany(static s => s.Value.Select(span => (Id: s.Key, Span: span))).OrderBy(static p => p.Span.Start).ToList();

        // One place discards several choices: one diagnostic for each. Else further places belong to the places in order.
        var diagnostics = places.Count == 1 && also.Count > 1
            ? also.Select(a => Diagnostic(tree, places[0].Id, places[0].Span, [a]))
            : places.Select((p, i) => Diagnostic(tree, p.Id, p.Span, also.Count > i ? [also[i]] : []));
        return (solution, [.. diagnostics]);
    }

    private Diagnostic Diagnostic(SyntaxTree tree, string id, TextSpan span, IEnumerable<Location> also) => Microsoft.CodeAnalysis.Diagnostic.Create(
        new DiagnosticDescriptor(id, id, id, "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true), Location.Create(tree, span), also, Data);

    private static Solution Add(Solution solution, ProjectId project, string name, string text) =>
        solution.AddDocument(DocumentId.CreateNewId(project), name, SourceText.From(text), filePath: "/app/" + name);

    private static Document Document(Solution solution) => solution.Projects.Single().Documents.Single(static d => d.Name == "Program.cs");

    private async Task<IReadOnlyList<CodeAction>> Actions(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (a, _) => actions.Add(a), CancellationToken.None));
        return actions;
    }

    private async Task<CodeAction?> FixAll(Document document, IReadOnlyList<Diagnostic> diagnostics, FixAllScope scope)
    {
        var key = WithoutKey ? null : Key ?? (await Actions(document, diagnostics[0])).FirstOrDefault()?.EquivalenceKey;
        var context = new FixAllContext(document, provider, scope, key!, [.. diagnostics.Select(static d => d.Id)], new Found(diagnostics), CancellationToken.None);
        return await provider.GetFixAllProvider()!.GetFixAsync(context);
    }

    private static async Task<Solution> Changed(CodeAction action) =>
        (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private static async Task AssertIs(string expected, Document document) =>
        Assert.Equal(expected.ReplaceLineEndings("\n"), (await document.GetTextAsync()).ToString().ReplaceLineEndings("\n"));

    private static async Task AssertCompiles(Document document) =>
        Assert.Empty((await document.Project.GetCompilationAsync())!.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));

    private sealed class Found(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(d => d.Location.SourceTree!.FilePath == tree!.FilePath);
        }

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
