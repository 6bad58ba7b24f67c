using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
using HubAnalyzers.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace HubAnalyzers.Testing;

/// <summary><c>samples/TensorFlowNet</c>, whose packages are not restored here, with generator and analyzers on.</summary>
public sealed class TensorFlowNetSampleTests
{
    private static readonly string _folder = Repository.PathOf("samples", "TensorFlowNet");

    [Fact]
    public void It_compiles_without_a_word_of_the_compiler() =>
        Assert.Empty(Compile().Compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).Select(static d => d.ToString()));

    [Fact]
    public async Task Each_request_that_cannot_hold_is_reported_where_it_is_written_and_nothing_else_is()
    {
        var (compilation, manifests, options) = Compile();
        var analyzed = compilation.WithAnalyzers(
            [.. Analyzers.All],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. manifests], options), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var said = (await analyzed.GetAnalyzerDiagnosticsAsync()).Where(static d => d.Severity >= DiagnosticSeverity.Info && !d.IsSuppressed)
            .OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)
            .Select(static d => $"{Path.GetFileName(d.Location.GetLineSpan().Path)}({d.Location.GetLineSpan().StartLinePosition.Line + 1}): {d.Severity} {d.Id}: {d.GetMessage(null)}");

        Snapshot.Match(string.Join('\n', said) + "\n");
    }

    [Fact]
    public void The_factory_of_the_frozen_model_has_no_switch()
    {
        var compilation = Compile("""
            using HubAnalyzers.Samples.TensorFlowNet.HubModels;
            static class More { public static object Layer() => FrozenFeatures.CreateKerasLayer(trainable: true); }
            """).Compilation;
        Assert.Equal(["CS1739"], compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id));
    }

    [Fact]
    public void Its_versions_are_held_centrally()
    {
        var central = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(static e => e.Attribute("Include")!.Value, static e => e.Attribute("Version")!.Value);
        var used = Project().Descendants("PackageReference").Select(e => (e.Attribute("Include")!.Value, e.Attribute("Version") is null ? central[e.Attribute("Include")!.Value] : "here"));
        Assert.Equal(
            [("TensorFlow.NET", "0.150.0"), ("TensorFlow.Keras", "0.15.0"), ("TensorFlow.Hub", "1.0.0"), ("SciSharp.TensorFlow.Redist", "2.16.0")],
            used);
    }

    private static XDocument Project() => XDocument.Load(Path.Combine(_folder, "HubAnalyzers.Samples.TensorFlowNet.csproj"));

    /// <summary>As the project would be compiled, against signatures of the libraries.</summary>
    private static (Compilation Compilation, IReadOnlyList<AdditionalText> Manifests, AnalyzerConfigOptionsProvider Options) Compile(string more = "")
    {
        var parse = CompilationFactory.ParseOptions(LanguageVersion.Latest);
        var trees = Directory.EnumerateFiles(_folder, "*.cs").Order(StringComparer.Ordinal).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, path)).ToList();
        if (more.Length > 0)
        {
            trees.Add(CSharpSyntaxTree.ParseText(more, parse, "More.cs"));
        }

        var bare = CSharpCompilation.Create(
            "HubAnalyzers.Samples.TensorFlowNet",
            trees,
            [.. CompilationFactory.ReferencesFor(HubReferences.Facts), .. StubLibraries.TensorFlowNet],
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        AdditionalText[] manifests = [.. Directory.EnumerateFiles(_folder, "*.hubmodel.json").Order(StringComparer.Ordinal).Select(static path => new TestAdditionalText(path, File.ReadAllText(path)))];
        var options = new TestOptionsProvider(new Dictionary<string, string> { ["RootNamespace"] = Project().Descendants("RootNamespace").Single().Value });
        CSharpGeneratorDriver.Create([new HubModelGenerator().AsSourceGenerator()], manifests, parse, options)
            .RunGeneratorsAndUpdateCompilation(bare, out var compilation, out var ofGenerator);
        Assert.Empty(ofGenerator);
        return (compilation, manifests, options);
    }
}
