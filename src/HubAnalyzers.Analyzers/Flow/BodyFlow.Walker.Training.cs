using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>What says how to train: the stages of the engine and its options, the arguments of TensorFlow.NET's layers.</summary>
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

        /// <summary>What the engine's functions make of layers and images; null where the function is none of them.</summary>
        private Known? TrainingCall(IMethodSymbol method, Denotation? instance, ImmutableArray<Denotation?> arguments, ImmutableArray<IArgumentOperation> written, SyntaxNode syntax)
        {
            if (!_symbols.IsRuntimeType(method.ContainingType, method.ContainingType.Name))
            {
                return null;
            }

            switch (method.ContainingType.Name, method.Name)
            {
                // The stages that it makes train the layers that it is given.
                case ("FineTuneOptions", "For"):
                    foreach (var argument in written)
                    {
                        if (argument is { Parameter: { Name: "layers", Ordinal: var ordinal }, ArgumentKind: ArgumentKind.Explicit })
                        {
                            RequestAll(argument.Value, arguments[ordinal], argument.Syntax);
                        }
                    }

                    UseChoices();
                    return new Known(null);
                case ("ImageFolder" or "ImageManifest", "Open"):
                    UseChoices();
                    return new Known(ObjectOf(method, arguments, syntax));

                // Parts and variants of a set have its sizes.
                case ("Examples", "Only" or "Augment"):
                    UseChoices();
                    return new Known(instance);
                case ("Examples", "WithoutBroken"):
                    UseChoices();
                    return new Known(ObjectOf(method, ImmutableArray<Denotation?>.Empty, syntax).With("Examples", instance));
                case ("Examples", "Split"):
                    UseChoices();
                    return new Known(ObjectOf(method, ImmutableArray<Denotation?>.Empty, syntax).With("Training", instance).With("Validation", instance));
                default:
                    return null;
            }
        }

        /// <summary>The switch in a layer's arguments acts at any time, whoever holds them: other than where they are made, it is told.</summary>
        private void SwitchLive(IPropertyReferenceOperation member, Denotation? value, SyntaxNode syntax)
        {
            if (findings is not null && syntax.Parent is not InitializerExpressionSyntax && _symbols.TensorFlowNet?.IsArgsSwitch(member.Property) == true)
            {
                findings.Add(new LiveSwitch(HolderOf(member.Instance).NotNull(), value, syntax));
            }
        }

        /// <summary>Code that cannot be followed may set the switch of the arguments that it is given.</summary>
        private void HandOn(ImmutableArray<Denotation?> arguments, SyntaxNode call)
        {
            foreach (var argument in arguments)
            {
                if (findings is not null && argument is ObjectDenotation given && _symbols.TensorFlowNet?.IsLayerArgs(given.Type) == true)
                {
                    findings.Add(new LiveSwitch(given, null, call));
                }
            }
        }

        /// <summary>What a switch is found at, without a second look at what is called on the way: <c>get_config()</c> gives what the layer itself reads.</summary>
        private Denotation? HolderOf(IOperation? instance) => instance switch
        {
            IConversionOperation conversion => HolderOf(conversion.Operand),
            IInvocationOperation { TargetMethod.Name: "get_config", Instance: { } layer } => HolderOf(layer),
            ILocalReferenceOperation { Local: var local } => State[local],
            IParameterReferenceOperation { Parameter: var parameter } => State[parameter],
            IFlowCaptureReferenceOperation capture => State[capture.Id],
            _ => null,
        };
    }
}
