using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0018: a lookup by name where the class has a property for the layer.</summary>
internal sealed class TypedAccessorRule : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.TypedAccessor);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var lookup in findings.All.OfType<LayerLookup>())
        {
            // A name that is put together for each of several layers stands for no single property.
            if (lookup is { Layer.Name: var name, IsOneOfMany: false } && lookup.Place == lookup.Origin && AccessorFor(lookup, name, context) is { } accessor)
            {
                yield return Diagnostic.Create(
                    Rules.Descriptors.TypedAccessor,
                    lookup.Lookup.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(FixData.Accessor, accessor),
                    name,
                    lookup.Receiver!.Name + "." + accessor);
            }
        }
    }

    /// <summary>The properties that lead to a layer from the class that is asked for it; null where that class has none.</summary>
    public static string? AccessorFor(LayerLookup lookup, string layer, RuleContext context) =>
        context.Symbols.ModelOf(lookup.Receiver) == lookup.Model ? ManifestNames.Of(lookup.Model).Layer(layer)?.Accessor : null;
}
