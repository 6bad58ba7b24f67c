using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
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
        var requests = context.AdditionalTextsProvider
            .Where(static file => ManifestCatalog.IsManifest(file.Path))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellationToken) => GenerationRequest.Of(pair.Left, pair.Left.GetText(cancellationToken), pair.Right))
            .WithTrackingName(TrackingNames.Requests);

        var manifests = requests
            .Select(static (request, _) => request?.Read())
            .WithTrackingName(TrackingNames.Manifests);

        var distinct = manifests
            .Collect()
            .SelectMany(static (inputs, _) => FirstOfEachClass(inputs).ToList())
            .WithTrackingName(TrackingNames.Distinct);

        var references = context.MetadataReferencesProvider
            .Select(static (reference, _) => ReferenceProbe.Of(reference))
            .WithTrackingName(TrackingNames.References);

        var capabilities = references
            .Collect()
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
                production.AddSource(input.HintName, SourceText.From(text, Encoding.UTF8));
            }
        });
    }

    // Two classes of one name do not compile; two whose names differ in case do, but their files need names that differ in more.
    private static IEnumerable<GenerationInput> FirstOfEachClass(ImmutableArray<GenerationInput?> inputs)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        var files = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var input in inputs.OfType<GenerationInput>().OrderBy(static i => i.Path, StringComparer.Ordinal).Where(i => classes.Add(i.FullName)))
        {
            files[input.FullName] = files.TryGetValue(input.FullName, out var before) ? before + 1 : 1;
            yield return files[input.FullName] == 1 ? input : input.InFile(files[input.FullName]);
        }
    }
}
