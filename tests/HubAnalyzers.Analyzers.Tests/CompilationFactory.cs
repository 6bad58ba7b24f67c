using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Testing;

/// <summary>Which of our assemblies a compilation references.</summary>
public enum HubReferences
{
    /// <summary>Neither: .NET 8 alone.</summary>
    None,

    /// <summary>The facts, on .NET 8.</summary>
    Facts,

    /// <summary>Facts and engine, on the .NET that runs the tests.</summary>
    Runtime,
}

/// <summary>Compilations as a consumer's project would make them.</summary>
internal static class CompilationFactory
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> _net80 = new(static () => References(Directory.EnumerateFiles(Metadata("Net80RefPath"), "*.dll")));
    private static readonly Lazy<ImmutableArray<MetadataReference>> _running = new(static () => References(RunningFramework()));
    private static readonly Lazy<MetadataReference> _facts = new(static () => MetadataReference.CreateFromFile(Metadata("AbstractionsPath")));
    private static readonly Lazy<ImmutableArray<MetadataReference>> _engine = new(static () => References([Metadata("RuntimePath"), Metadata("SavedModelPath"), Metadata("TorchSharpPath")]));

    /// <summary>The path of the facts' assembly, as built.</summary>
    public static string FactsPath => Metadata("AbstractionsPath");

    public static ImmutableArray<MetadataReference> ReferencesFor(HubReferences references) => references switch
    {
        HubReferences.None => _net80.Value,
        HubReferences.Facts => _net80.Value.Add(_facts.Value),
        _ => [.. _running.Value, _facts.Value, .. _engine.Value],
    };

    public static CSharpCompilation Create(
        HubReferences references,
        LanguageVersion version = LanguageVersion.Latest,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        params string[] sources)
    {
        var parse = ParseOptions(version);
        var options = new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: version < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : nullable, warningLevel: 9999);

        // A compilation without any file has no language version of its own.
        var trees = sources.DefaultIfEmpty("").Select((s, i) => CSharpSyntaxTree.ParseText(s, parse, $"File{i}.cs"));
        return CSharpCompilation.Create("Consumer", trees, ReferencesFor(references), options);
    }

    /// <summary>With documentation comments parsed: a malformed one is a warning then.</summary>
    public static CSharpParseOptions ParseOptions(LanguageVersion version) => new(version, DocumentationMode.Diagnose);

    private static string Metadata(string key) => typeof(CompilationFactory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    private static ImmutableArray<MetadataReference> References(IEnumerable<string> paths) =>
        [.. paths.Order(StringComparer.Ordinal).Select(static p => MetadataReference.CreateFromFile(p))];

    // Of the trusted assemblies only the framework's: the tests' own dependencies hold a second copy of the vocabulary.
    private static IEnumerable<string> RunningFramework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetDirectoryName(p) == folder);
    }
}
