using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Testing;

/// <summary>
/// Libraries that cannot be restored here, as reference assemblies of their own names, made of hand-written signatures: the
/// same namespaces, types, accessors, parameter positions and defaults, no bodies. A consumer sees what it would see of the
/// packages: internal members stay out of reach, and no body is there to be analyzed.
/// </summary>
internal static class StubLibraries
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> _tensorFlowNet = new(static () => Build("Tensorflow.Binding", "Tensorflow.Keras", "Tensorflow.Hub"));
    private static readonly Lazy<ImmutableArray<MetadataReference>> _lostTech = new(static () => Build("LostTech.TensorFlow"));

    private static readonly Lazy<ImmutableArray<MetadataReference>> _hosts = new(static () => Build("Hosts"));

    /// <summary>SciSharp's TensorFlow.NET with Keras and Hub, at 6ce60665.</summary>
    public static ImmutableArray<MetadataReference> TensorFlowNet => _tensorFlowNet.Value;

    /// <summary>LostTech.TensorFlow, whose layers have a <c>trainable</c> that can be assigned.</summary>
    public static ImmutableArray<MetadataReference> LostTech => _lostTech.Value;

    /// <summary>What a program may run in, and log with.</summary>
    public static ImmutableArray<MetadataReference> Hosts => _hosts.Value;

    private static ImmutableArray<MetadataReference> Build(params string[] assemblies)
    {
        var built = ImmutableArray.CreateBuilder<MetadataReference>();
        foreach (var assembly in assemblies)
        {
            built.Add(Build(assembly, built));
        }

        return built.ToImmutable();
    }

    private static MetadataReference Build(string assembly, IEnumerable<MetadataReference> before)
    {
        var trees = Directory.EnumerateFiles(Repository.PathOf("tests", "HubAnalyzers.Analyzers.Tests", "Stubs", assembly), "*.cs").Order(StringComparer.Ordinal)
            .Select(static path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path), Encoding.UTF8), new CSharpParseOptions(LanguageVersion.Latest), path));
        var compilation = CSharpCompilation.Create(
            assembly, trees, [.. CompilationFactory.ReferencesFor(HubReferences.None), .. before],
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, deterministic: true));

        using var stream = new MemoryStream();
        var result = compilation.Emit(stream, options: new EmitOptions(metadataOnly: true));
        var errors = result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? MetadataReference.CreateFromImage(stream.ToArray())
            : throw new InvalidOperationException("The stub of " + assembly + " does not compile: " + string.Join(Environment.NewLine, errors));
    }
}
