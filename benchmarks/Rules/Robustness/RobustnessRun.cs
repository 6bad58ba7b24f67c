using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>
/// Runs rules, fixes and the generator over mutilated programs and manifests. Nothing may throw, and no single one may take
/// longer than <see cref="LongestRun"/>: hundreds of times what the slowest needs, so only work without bound reaches it.
/// </summary>
public sealed class RobustnessRun(int seed)
{
    /// <summary>What one mutilated program may take.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);

    private readonly List<string> _failures = [];

    /// <summary>What went wrong, each with the program that did it.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The programs that were run.</summary>
    public int Runs { get; private set; }

    /// <summary>What the rules found in them: a run that finds nothing has tested nothing.</summary>
    public int Findings { get; private set; }

    /// <summary>The fixes that were made.</summary>
    public int FixesMade { get; private set; }

    /// <summary>Mutilates the programs in turn until there were so many.</summary>
    public async Task Mutate(IReadOnlyList<BenchmarkCase> programs, int count)
    {
        var random = new Random(seed);
        var runs = programs.Select(static p => new Lazy<CaseRun>(() => new CaseRun(p))).ToList();
        for (var i = 0; i < count && _failures.Count < 10; i++)
        {
            await Mutate(runs[random.Next(runs.Count)].Value, random).ConfigureAwait(false);
        }
    }

    /// <summary>Mutilates manifests, tokens of JSON instead of C#, and lets the generator and the rules read them.</summary>
    public async Task MutateManifests(BenchmarkCase program, int count)
    {
        var random = new Random(seed);
        var run = new CaseRun(program);
        for (var i = 0; i < count && _failures.Count < 10; i++)
        {
            var victim = run.Manifests[random.Next(run.Manifests.Length)];
            var text = JsonMutation.Apply(victim.GetText()!.ToString(), random);
            await Guard($"{victim.Path}\n{text}", async cancellationToken =>
            {
                var manifests = run.Manifests.Replace(victim, new TestAdditionalText(victim.Path, text));
                var driver = CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], manifests, (CSharpParseOptions)run.Sources[0].Options, run.Options.AnalyzerConfigOptionsProvider);
                var generated = driver.RunGenerators(run.Compilation.RemoveSyntaxTrees(run.Classes), cancellationToken).GetRunResult();
                if (generated.Diagnostics.FirstOrDefault(static d => d.Id == "CS8785") is { } thrown)
                {
                    throw new InvalidOperationException(thrown.ToString());
                }

                var with = run.Compilation.WithAnalyzers(RuleSet.Analyzers, new AnalyzerOptions(manifests, run.Options.AnalyzerConfigOptionsProvider));
                Check(await with.GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false));
            }).ConfigureAwait(false);
        }
    }

    private async Task Mutate(CaseRun run, Random random)
    {
        var victim = run.Sources[random.Next(run.Sources.Length)];
        var text = TokenMutation.Apply(await victim.GetRootAsync().ConfigureAwait(false), random);
        var withFixes = random.Next(4) == 0;
        await Guard($"{run.Case.Name}\n{text}", async cancellationToken =>
        {
            var tree = victim.WithChangedText(SourceText.From(text));
            var compilation = run.Compilation.ReplaceSyntaxTree(victim, tree);
            var found = await run.Findings(compilation, cancellationToken).ConfigureAwait(false);
            Check(found);
            if (withFixes)
            {
                await Fix(run, tree, found, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private async Task Fix(CaseRun run, SyntaxTree tree, ImmutableArray<Diagnostic> findings, CancellationToken cancellationToken)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
            compilationOptions: run.Compilation.Options, parseOptions: tree.Options, metadataReferences: run.Compilation.References));
        Document? document = null;
        foreach (var source in run.Compilation.SyntaxTrees)
        {
            var isVictim = source.FilePath == tree.FilePath && source.FilePath.Length > 0;
            var added = project.AddDocument(Path.GetFileName(source.FilePath), (isVictim ? tree : source).GetText(cancellationToken), filePath: source.FilePath);
            project = added.Project;
            document = isVictim ? added : document;
        }

        document = project.GetDocument(document!.Id)!;
        foreach (var finding in findings.Where(d => d.Location.SourceTree == tree))
        {
            foreach (var provider in RuleSet.Fixes.Where(p => p.FixableDiagnosticIds.Contains(finding.Id)))
            {
                var actions = new List<CodeAction>();
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), cancellationToken)).ConfigureAwait(false);
                foreach (var action in actions)
                {
                    _ = await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
                    FixesMade++;
                }
            }
        }
    }

    private void Check(ImmutableArray<Diagnostic> findings)
    {
        if (findings.FirstOrDefault(static d => d.Id.StartsWith("AD", StringComparison.Ordinal)) is { } thrown)
        {
            throw new InvalidOperationException(thrown.ToString() + " " + string.Join(' ', thrown.Properties.Values));
        }

        Findings += findings.Length;
    }

    private async Task Guard(string what, Func<CancellationToken, Task> run)
    {
        Runs++;
        using var limit = new CancellationTokenSource(LongestRun);
        var clock = Stopwatch.StartNew();
        try
        {
            await run(limit.Token).WaitAsync(LongestRun + TimeSpan.FromSeconds(10)).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _failures.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, run {Runs}, {clock.Elapsed.TotalSeconds:F1} s: {error.GetType().Name}: {error.Message}\n{what}"));
        }
    }
}
