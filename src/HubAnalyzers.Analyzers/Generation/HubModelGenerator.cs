using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Generation;

/// <summary>
/// Makes a class of each manifest: its facts, and with HubAnalyzers.Runtime the model with a property for each layer.
/// It reports nothing: what is wrong with a manifest is an analyzer's to say.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class HubModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var manifests = context.AdditionalTextsProvider
            .Where(static file => ManifestCatalog.IsManifest(file.Path))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => Read(pair.Left, pair.Right, cancellationToken))
            .Where(static input => input is not null)
            .Select(static (input, _) => input!)
            .WithTrackingName(TrackingNames.Manifests);

        var distinct = manifests
            .Collect()
            .SelectMany(static (inputs, _) => FirstOfEachClass(inputs))
            .WithTrackingName(TrackingNames.Distinct);

        var capabilities = context.CompilationProvider
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, _) => Capabilities.Of(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Capabilities);

        var output = distinct.Combine(capabilities).WithTrackingName(TrackingNames.Output);

        context.RegisterSourceOutput(output, static (production, pair) =>
        {
            var (input, capabilities) = pair;
            if (capabilities.Facts)
            {
                var text = ModelClassWriter.Write(input, capabilities, production.CancellationToken);
                production.AddSource(input.FullName + ".g.cs", SourceText.From(text, Encoding.UTF8));
            }
        });
    }

    private static GenerationInput? Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken) is not { } text || ManifestCatalog.Parse(text).Model is not { } model)
        {
            return null;
        }

        var className = options.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.HubModelClassName", out var asked) && asked.Length > 0
            ? ClassNames.Class(asked)
            : ClassNames.ClassOfFile(file.Path);
        return new GenerationInput(file.Path, ClassNames.Namespace(options.GlobalOptions), className, model);
    }

    // Two files with one hint name would lose the output of all; hint names are compared without case.
    private static IEnumerable<GenerationInput> FirstOfEachClass(ImmutableArray<GenerationInput> inputs)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return inputs.OrderBy(static i => i.Path, StringComparer.Ordinal).Where(i => taken.Add(i.FullName)).ToList();
    }
}
