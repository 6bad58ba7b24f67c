using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0006: a layer name that the manifest does not have.</summary>
internal sealed class UnknownLayerRule : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.UnknownLayer);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var lookup in findings.All.OfType<LayerLookup>().Where(static l => l.Layer is null))
        {
            var names = lookup.Model.Layers.Select(static l => l.Name).ToList();
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (NearestNames.Of(lookup.Name, names).FirstOrDefault() is { } nearest)
            {
                properties = properties.Add(FixData.Replacement, nearest);
                if (TypedAccessorRule.AccessorFor(lookup, nearest, context) is { } accessor)
                {
                    properties = properties.Add(FixData.Accessor, accessor);
                }
            }

            yield return Diagnostic.Create(
                Rules.Descriptors.UnknownLayer, lookup.Place.GetLocation(), properties, lookup.Name, lookup.Model.Name, Phrases.DidYouMean(lookup.Name, names));
        }
    }
}
