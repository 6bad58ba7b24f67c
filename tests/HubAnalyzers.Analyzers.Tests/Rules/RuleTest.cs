using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Analyzers.Rules;
using HubAnalyzers.CodeFixes.Requests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace HubAnalyzers.Testing;

/// <summary>
/// A program against the real facts, the real engine and the classes that the generator makes of two manifests, with the places
/// where a rule must speak marked in it as <c>{|HUB0001:…|}</c>. A program that does not compile fails the test.
/// </summary>
internal sealed class RuleTest : CSharpCodeFixTest<TrainabilityAnalyzer, TrainableRequestFixProvider, DefaultVerifier>
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using App.HubModels;
        global using HubAnalyzers;
        global using HubAnalyzers.Runtime;
        """;

    private static readonly string[] _quiet = [Rulebook.TypedAccessor, Rulebook.UnknownModel];

    private RuleTest(string source, string editorConfig = "", bool withTensorFlowNet = false, IReadOnlyList<DiagnosticResult>? expected = null)
    {
        ReferenceAssemblies = new ReferenceAssemblies("none");
        TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;

        // The rules that only inform would speak in nearly every program that is about another rule.
        foreach (var id in _quiet)
        {
            if (!source.Contains(id) && expected?.Any(e => e.Id == id) != true)
            {
                DisabledDiagnostics.Add(id);
            }
        }

        TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        foreach (var state in new SolutionState[] { TestState, FixedState })
        {
            state.AdditionalReferences.AddRange(CompilationFactory.ReferencesFor(HubReferences.Runtime));
            state.AdditionalReferences.AddRange(StubLibraries.Hosts);
            if (withTensorFlowNet)
            {
                state.AdditionalReferences.AddRange(StubLibraries.TensorFlowNet);
            }
        }

        TestState.Sources.Add(("/app/Program.cs", source));
        TestState.Sources.Add(("/app/Usings.cs", Usings));
        TestState.AdditionalFiles.Add(("/live_net.hubmodel.json", LiveNet));
        TestState.AdditionalFiles.Add(("/frozen_net.hubmodel.json", FrozenNet));
        TestState.AdditionalFiles.Add(("/scores.hubmodel.json", Scores));
        TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.RootNamespace = App\n"));
        if (editorConfig.Length > 0)
        {
            TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + editorConfig + "\n"));
        }
    }

    /// <summary>Partly trainable: a block of two layers and its batch norm.</summary>
    public static string LiveNet { get; } = ManifestText.Of(
        "https://tfhub.dev/acme/live_net/2",
        ManifestText.Layer("net/block_1/expand", "Block1.Expand"),
        ManifestText.Layer("net/block_1/bn", "Block1.Bn", "batch_norm", "batch_norm", "batch-norm-affine", "its statistics would drift"),
        ManifestText.Layer("net/old", "Old", "dense", "frozen", "withheld-by-publisher", "the publisher left it out"));

    /// <summary>Published frozen.</summary>
    public static string FrozenNet { get; } = Frozen();

    /// <summary>A classifier that gives probabilities.</summary>
    public static string Scores { get; } = ManifestText.Of("scores", ManifestText.Layer("scores/conv", "Conv")).Replace("\"features\"", "\"probabilities\"", StringComparison.Ordinal);

    /// <summary>The program draws exactly the diagnostics that are marked in it.</summary>
    public static Task Check(string source, string editorConfig = "", bool withTensorFlowNet = false, IReadOnlyList<DiagnosticResult>? expected = null)
    {
        var test = new RuleTest(source, editorConfig, withTensorFlowNet, expected);
        if (expected is not null)
        {
            test.ExpectedDiagnostics.AddRange(expected);
        }

        return test.RunAsync();
    }

    /// <summary>The fix, applied once to each place and by Fix All alike, makes the second program of the first.</summary>
    public static Task CheckFix(string source, string @fixed, bool withTensorFlowNet = false)
    {
        var test = new RuleTest(source, "", withTensorFlowNet);
        test.FixedState.Sources.Add(("/app/Program.cs", @fixed));
        foreach (var (name, text) in test.TestState.Sources.RemoveFirst())
        {
            test.FixedState.Sources.Add((name, text));
        }

        return test.RunAsync();
    }

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(HubModelGenerator)];

    private static string Frozen()
    {
        var json = ManifestText.Json("frozen_net", [
            ManifestText.Layer("net/conv", "Conv", "conv2d", "frozen", "no-trainable-variables", "the publisher froze it"),
            ManifestText.Layer("net/bn", "Bn", "batch_norm", "frozen", "no-trainable-variables", "the publisher froze it")]);
        var trainability = json["trainability"]!.AsObject();
        trainability["verdict"] = "none";
        trainability["reason"] = "no-trainable-variables";
        trainability["why"] = "its list is empty";
        return json.ToJsonString();
    }
}

file static class SourceFiles
{
    public static ImmutableArray<(string Name, Microsoft.CodeAnalysis.Text.SourceText Text)> RemoveFirst(this SourceFileList files)
    {
        var rest = ImmutableArray.CreateBuilder<(string, Microsoft.CodeAnalysis.Text.SourceText)>();
        for (var i = 1; i < files.Count; i++)
        {
            rest.Add((files[i].filename, files[i].content));
        }

        return rest.ToImmutable();
    }
}
