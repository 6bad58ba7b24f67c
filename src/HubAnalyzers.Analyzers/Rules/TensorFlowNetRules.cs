using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using HubAnalyzers.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Rules;

/// <summary>HUB0015 and HUB0016: what TensorFlow.NET's Hub layer cannot do with a model.</summary>
internal sealed class TensorFlowNetRules : Rule
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        ImmutableArray.Create(Rules.Descriptors.UnsupportedByTensorFlowNet, Rules.Descriptors.MissingGradient);

    public override IEnumerable<Diagnostic> Check(Findings findings, RuleContext context)
    {
        foreach (var call in findings.All.OfType<LibraryCall>())
        {
            if (call.Result is not ModelDenotation { IsKerasLayer: true, Model: var model })
            {
                continue;
            }

            if (model.TensorFlowNetRefusal is { } refusal)
            {
                yield return Diagnostic.Create(
                    Rules.Descriptors.UnsupportedByTensorFlowNet, call.Place.GetLocation(), model.Name, TensorFlowNetRefusals.Throws(refusal), TensorFlowNetRefusals.Sentence(refusal), refusal);
                continue;
            }

            if (call["trainable"].IsTrue() && model.Verdict != TrainabilityVerdict.None && model.TensorFlowNet is { MissingGradients: { Count: > 0 } missing })
            {
                yield return Diagnostic.Create(
                    Rules.Descriptors.MissingGradient, call.PlaceOf("trainable").GetLocation(), model.Name, missing[0].Layers.Count > 0 ? missing[0].Layers[0] : model.Name, missing[0].Op);
            }
        }
    }
}
