using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>What is assigned: variables, members, switches.</summary>
    private sealed partial class Walker
    {
        private Denotation? Assign(ISimpleAssignmentOperation assignment)
        {
            var target = Visit(assignment.Target);
            var value = Visit(assignment.Value);
            Store(assignment.Target, assignment.IsRef ? null : value, assignment.Syntax);
            if (Captured(assignment.Target) is IPropertyReferenceOperation member)
            {
                SetUp(member, assignment, value);
                SwitchLive(member, value, assignment.Syntax);
            }

            Write(target, value, assignment.Syntax);
            return value;
        }

        /// <summary>The member that a capture stands for where it is written through; another operation itself.</summary>
        private IOperation Captured(IOperation target) => target is IFlowCaptureReferenceOperation capture ? flow._writes.CapturedProperty(graph, capture.Id) ?? target : target;

        private Denotation? Compound(ICompoundAssignmentOperation compound)
        {
            var target = Visit(compound.Target);
            var value = Visit(compound.Value);
            var result = target is SwitchDenotation ? null : Denotations.Lift(target, value, (l, r) => Operators.Binary(compound.OperatorKind, l, r));
            if (Captured(compound.Target) is IPropertyReferenceOperation member)
            {
                SwitchLive(member, result, compound.Syntax);
            }

            Store(compound.Target, result, compound.Syntax);
            if (compound.OperatorKind is BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr)
            {
                Write(target, value, compound.Syntax);
            }

            return result;
        }

        private Denotation? Increment(IIncrementOrDecrementOperation increment)
        {
            var value = Visit(increment.Target);
            var step = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
            var result = value is ConstantDenotation { Value: int } ? Operators.Binary(step, value, new ConstantDenotation(1)) : null;
            Store(increment.Target, result, increment.Syntax);
            return increment.IsPostfix ? value : result;
        }

        private Denotation? Deconstruct(IOperation target, IOperation value, SyntaxNode syntax)
        {
            while (target is IDeclarationExpressionOperation declaration)
            {
                target = declaration.Expression;
            }

            // All values are read before any target is written: (a, b) = (b, a).
            var read = Visit(value.Unconverted());
            Spread(target, read, syntax);
            return read;
        }

        private void Spread(IOperation target, Denotation? value, SyntaxNode syntax)
        {
            while (target is IDeclarationExpressionOperation declaration)
            {
                target = declaration.Expression;
            }

            if (target is ITupleOperation targets)
            {
                for (var i = 0; i < targets.Elements.Length; i++)
                {
                    Spread(targets.Elements[i], Part(value, i, targets.Elements.Length), targets.Elements[i].Syntax);
                }

                return;
            }

            var slot = Visit(target);
            Store(target, value, syntax);
            Write(slot, value, syntax);
        }

        /// <summary>A part of what is deconstructed: a tuple, or a record by its positional members.</summary>
        private static Denotation? Part(Denotation? value, int position, int count) => value switch
        {
            TupleDenotation tuple => tuple.Elements.Count == count ? tuple.Elements[position] : null,
            ObjectDenotation { Type.Name: "ExampleSplit" } split when count == 2 => split[position == 0 ? "Training" : "Validation"],
            ObjectDenotation { Type: { IsRecord: true } type } record when PositionalConstructor(type, count) is { } constructor => record[constructor.Parameters[position].Name],
            EachDenotation => Denotations.Lift(value, v => Part(v, position, count)),
            _ => null,
        };

        private static IMethodSymbol? PositionalConstructor(INamedTypeSymbol type, int count)
        {
            foreach (var constructor in type.InstanceConstructors)
            {
                if (constructor.Parameters.Length == count && constructor.DeclaringSyntaxReferences is [var declaration] && declaration.GetSyntax() is RecordDeclarationSyntax)
                {
                    return constructor;
                }
            }

            return null;
        }

        private void Store(IOperation target, Denotation? value, SyntaxNode syntax)
        {
            while (target is IDeclarationExpressionOperation declaration)
            {
                target = declaration.Expression;
            }

            switch (Captured(target))
            {
                case ILocalReferenceOperation local:
                    Store(local.Local, value);
                    break;
                case IParameterReferenceOperation parameter:
                    Store(parameter.Parameter, value);
                    break;
                case IFlowCaptureReferenceOperation capture when flow._writes.CapturedVariable(graph, capture.Id) is { } variable:
                    Store(variable, value);
                    break;
                case IFlowCaptureReferenceOperation:
                    StoreMember(value, syntax);
                    break;
                case IFieldReferenceOperation field:
                    Forget(field.Field);
                    StoreMember(value, syntax);
                    break;
                case IPropertyReferenceOperation property:
                    Forget(property.Property);
                    StoreMember(value, syntax);
                    Initialize(property, value);
                    break;
                case IArrayElementReferenceOperation { ArrayReference: var array }:
                    Store(array, null, syntax);
                    break;
                default:
                    break;
            }
        }

        private void Store(ISymbol symbol, Denotation? value)
        {
            // A variable that a lambda or local function writes, or that a ref refers to, changes at times that the graph does not show.
            value = !flow._writes.IsTraceable(symbol) ? null : flow._writes.CounterStep(symbol) is { } step ? Counter(symbol, value, step) : value;
            Forget(symbol);
            State = State.With(symbol, value is ModelDenotation { Instance: null } model ? model with { Instance = symbol } : value);
            if (findings is not null && value is not null && flow._writes.IsWrittenOnce(symbol) && !(value.IsCollection() && flow.Held.IsChanged(symbol)))
            {
                flow._settled[symbol] = value;
            }
        }

        /// <summary>A counter is the same at its start and at each step; the loop's condition says what it is inside.</summary>
        private CounterDenotation? Counter(ISymbol symbol, Denotation? value, int step)
        {
            if (value is ConstantDenotation { Value: int start })
            {
                flow._counterStarts[symbol] = start;
            }

            return flow._counterStarts.TryGetValue(symbol, out var first) ? new CounterDenotation(symbol, first, step) : null;
        }

        private void StoreMember(Denotation? value, SyntaxNode syntax) => findings?.Add(new MemberStore(value, syntax));

        /// <summary>An init-only member of an object under construction or of a copy.</summary>
        private void Initialize(IPropertyReferenceOperation property, Denotation? value)
        {
            switch (property.Instance)
            {
                case IFlowCaptureReferenceOperation capture when State[capture.Id] is ObjectDenotation known:
                    State = State.With(capture.Id, known.With(property.Property.Name, value ?? UnknownDenotation.Instance));
                    break;

                // Keras' arguments can be set at any time.
                case ILocalReferenceOperation { Local: var local } when State[local] is ObjectDenotation known && _symbols.TensorFlowNet?.IsLayerArgs(known.Type) == true:
                    State = State.With(local, known.With(property.Property.Name, value ?? UnknownDenotation.Instance));
                    break;
                default:
                    break;
            }
        }

        /// <summary>A variable that is written again no longer holds the object whose layers were chosen.</summary>
        private void Forget(object holder)
        {
            if (State.Choices.TryGetValue(holder, out var choices))
            {
                findings?.AddLasting([choices]);
                State = State with { Choices = State.Choices.Remove(holder) };
            }
        }

        /// <summary>A switch is set.</summary>
        private void Write(Denotation? target, Denotation? value, SyntaxNode syntax)
        {
            if (target is EitherDenotation either)
            {
                if (value.IsTrue())
                {
                    RequestEither(new EitherDenotation(DenotationList.Of(either.Options.Items, static o => ((SwitchDenotation)o!).Target)), syntax);
                }

                return;
            }

            if (target is not SwitchDenotation { Target: var asked })
            {
                return;
            }

            if (asked is EachDenotation each)
            {
                WriteEach(each, value, syntax);
                return;
            }

            Choose(asked, value, syntax);
            if (value.IsTrue())
            {
                findings?.Add(new TrainableRequest(ImmutableArray.Create(asked), ReachesAll: true, syntax));
            }
        }

        /// <summary>A switch of the element that a loop is at. What all elements are asked is known at the loop's end; what the one here is asked, here.</summary>
        private void WriteEach(EachDenotation each, Denotation? value, SyntaxNode syntax)
        {
            if (State.LoopOf(each) is not { } loop)
            {
                return;
            }

            var written = PositionSet.Where(each.Values.Count, i => loop.May.Contains(i) && each.Values[i] is ModelDenotation or LayerDenotation or VariableDenotation && At(i).IsTrue());
            State = State.With(each.Loop, loop.Write(syntax, written, each.Values));
            var spared = PositionSet.Where(each.Values.Count, i => loop.May.Contains(i) && !written.Contains(i) && At(i) is not ConstantDenotation { Value: false });
            if (findings is not null && spared.IsEmpty)
            {
                Request(each.Values, written, reachesAll: false, syntax);
            }

            Denotation? At(int position) => value is EachDenotation values ? values.Loop.Equals(each.Loop) && values.Values.Count == each.Values.Count ? values.Values[position] : null : value;
        }

        private void Request(DenotationList values, PositionSet positions, bool reachesAll, SyntaxNode syntax, SyntaxNode? loop = null)
        {
            var targets = ImmutableArray.CreateBuilder<Denotation>();
            foreach (var position in positions.Positions())
            {
                if (values[position].NotNull() is ModelDenotation or LayerDenotation or VariableDenotation)
                {
                    targets.Add(values[position].NotNull()!);
                }
            }

            if (targets.Count > 0)
            {
                findings?.Add(new TrainableRequest(targets.ToImmutable(), reachesAll, syntax) { Loop = loop });
            }
        }

        /// <summary>One of some is asked, and which is not known.</summary>
        private void RequestEither(EitherDenotation either, SyntaxNode syntax) =>
            Request(either.Options, AllOf(either.Options), reachesAll: false, syntax);

        /// <summary>All elements of a collection are asked to train: one by one where they are written one by one.</summary>
        private void RequestAll(IOperation operation, Denotation? value, SyntaxNode syntax)
        {
            if (findings is null || value is not SequenceDenotation sequence)
            {
                return;
            }

            operation = operation.Unconverted();
            if (ElementsOf(operation) is { } elements && elements.Length == sequence.Items.Count)
            {
                for (var i = 0; i < elements.Length; i++)
                {
                    if (sequence.Items[i] is EitherDenotation either)
                    {
                        RequestEither(either, elements[i].Syntax);
                    }
                    else
                    {
                        Request(sequence.Items, PositionSet.Where(elements.Length, at => at == i), reachesAll: true, elements[i].Syntax);
                    }
                }

                return;
            }

            Request(sequence.Items, PositionSet.Where(sequence.Items.Count, static _ => true), reachesAll: true, syntax, operation.Syntax);
        }

        /// <summary>Keeps what was chosen for a layer until the whole is written, and tells where that undoes it.</summary>
        private void Choose(Denotation target, Denotation? value, SyntaxNode syntax)
        {
            var chosen = (value as ConstantDenotation)?.Value as bool?;
            switch (target)
            {
                case LayerDenotation { Of: { Instance: { } instance, Model: var model }, Layer: var layer }:
                    Discard(instance, model, syntax, chosen, choices => choices.Inside(layer.Name));
                    var before = State.Choices.TryGetValue(instance, out var made) ? made : LayerChoices.None;
                    State = State with { Choices = State.Choices.SetItem(instance, before.Add(layer.Name, syntax, chosen)) };
                    break;
                case ModelDenotation { Instance: { } instance, Model: var model }:
                    Discard(instance, model, syntax, chosen, static choices => choices.Layers);
                    break;
                default:
                    break;
            }
        }

        /// <summary>A write to the whole: it discards the choices of which every path made one and whose value is known to be another. Others are let be.</summary>
        private void Discard(object instance, Manifests.ManifestModel model, SyntaxNode syntax, bool? value, System.Func<LayerChoices, IReadOnlyList<string>> inside)
        {
            if (!State.Choices.TryGetValue(instance, out var choices))
            {
                return;
            }

            var layers = inside(choices);
            foreach (var layer in layers)
            {
                foreach (var choice in choices.Values[layer])
                {
                    findings?.Add(choices.IsCertain && value is not null && choice.Value is not null && choice.Value != value
                        ? new DiscardedChoice(model, layer, choice.Key, syntax)
                        : new LastingChoice(choice.Key));
                }
            }

            var rest = choices.Without(layers);
            State = State with { Choices = rest.Values.IsEmpty ? State.Choices.Remove(instance) : State.Choices.SetItem(instance, rest) };
        }
    }
}
