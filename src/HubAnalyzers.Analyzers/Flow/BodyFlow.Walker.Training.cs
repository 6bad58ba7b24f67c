using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>What says how to train: the stages of the engine and its options.</summary>
    private sealed partial class Walker
    {
        /// <summary>A member is set of an object that is being made or copied.</summary>
        private void SetUp(IPropertyReferenceOperation member, ISimpleAssignmentOperation assignment, Denotation? value)
        {
            var property = member.Property;
            var isStage = _symbols.IsRuntimeType(property.ContainingType, "FineTuneStage");
            if (findings is null || (!isStage && !_symbols.IsRuntimeType(property.ContainingType, "FineTuneOptions")))
            {
                return;
            }

            if (isStage && property.Name == "Layers")
            {
                RequestAll(assignment.Value, value, assignment.Syntax);
            }

            var made = member.Instance is IFlowCaptureReferenceOperation capture ? State[capture.Id] as ObjectDenotation : null;
            var place = assignment.Syntax.Parent is InitializerExpressionSyntax { Parent: { } making } ? making : assignment.Syntax;
            if (made is not null)
            {
                findings.Add(isStage ? new TrainingStage(made, place) : new TrainingRun(made, place));
            }
            else if (property.Name == "Stages")
            {
                // A copy of options that are not known: nor is what optimizer they name.
                made = new ObjectDenotation(property.ContainingType, place, ImmutableDictionary<string, Denotation>.Empty);
                findings.Add(new TrainingRun(made.With("Stages", value).With("Optimizer", UnknownDenotation.Instance), place));
            }
        }
    }
}
