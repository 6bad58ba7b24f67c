using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0007: a write to the whole that undoes what was chosen for a part.</summary>
internal sealed class DiscardedChoiceRule : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Rules.Descriptors.DiscardedChoice);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context) =>
        findings.All.OfType<DiscardedChoice>().Where(static d => d.Place == d.Origin).Distinct().OrderBy(static d => d.Earlier.SpanStart).Select(static discarded => Diagnostic.Create(
            Rules.Descriptors.DiscardedChoice,
            discarded.Place.GetLocation(),
            [discarded.Earlier.GetLocation()],
            discarded.Model.Name,
            discarded.Layer,
            discarded.Earlier.GetLocation().GetLineSpan().StartLinePosition.Line + 1));
}
