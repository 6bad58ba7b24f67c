using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>Runs the operations of one block over a state. Finds things only where it is given a list for them: once the states are settled.</summary>
    private sealed partial class Walker(
        BodyFlow flow,
        ControlFlowGraph graph,
        BasicBlock block,
        FlowState state,
        Findings? findings,
        List<(ControlFlowGraph Graph, IFlowAnonymousFunctionOperation Lambda)>? nested)
    {
        private readonly ProgramFlow _program = flow._program;
        private readonly LibrarySymbols _symbols = flow._program.Symbols;
        private readonly LibraryMembers _library = flow._program.Library;

        public FlowState State { get; private set; } = state;

        public Denotation? BranchValue { get; private set; }

        public Action<FlowState>? AfterOperation { get; init; }

        public void Run()
        {
            AfterOperation?.Invoke(State);
            foreach (var operation in block.Operations)
            {
                Visit(operation);
                AfterOperation?.Invoke(State);
            }

            if (block.BranchValue is { } value)
            {
                BranchValue = Visit(value);
            }
        }

        private Denotation? Visit(IOperation? operation)
        {
            if (operation is null)
            {
                return null;
            }

            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (operation.ConstantValue is { HasValue: true } constant)
            {
                return constant.Value is null ? ConstantDenotation.Null : new ConstantDenotation(constant.Value);
            }

            var value = Seen(operation, Evaluate(operation)) ?? OfType(operation);
            if (!State.Choices.IsEmpty && _program.Uses.IsUse(operation, flow._cancellationToken))
            {
                UseChoices();
            }

            return value;
        }

        /// <summary>A value of a generated class is that class' model, wherever it comes from.</summary>
        private ModelDenotation? OfType(IOperation operation)
        {
            if (_symbols.ModelOf(operation.Type) is not { } model)
            {
                return null;
            }

            return _program.LoadOptions.OfUnseenLoad(new ModelDenotation(model, operation switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
                IInstanceReferenceOperation => operation.Type,
                _ => null,
            }));
        }

        /// <summary>A model that is made here. Made again in a loop it is another, about which nothing was chosen yet.</summary>
        private ModelDenotation Made(ManifestModel model, SyntaxNode syntax)
        {
            Forget(syntax);
            return new ModelDenotation(model, syntax);
        }

        private Denotation? Evaluate(IOperation operation)
        {
            switch (operation)
            {
                case IFlowCaptureOperation capture:
                    State = State.With(capture.Id, Visit(capture.Value));
                    return null;
                case IFlowCaptureReferenceOperation reference:
                    return State[reference.Id];
                case ILocalReferenceOperation local:
                    return Seen(local.Local, State[local.Local]);
                case IParameterReferenceOperation parameter:
                    return Seen(parameter.Parameter, State[parameter.Parameter]);
                case ISimpleAssignmentOperation assignment:
                    return Assign(assignment);
                case ICompoundAssignmentOperation compound:
                    return Compound(compound);
                case IIncrementOrDecrementOperation increment:
                    return Increment(increment);
                case IDeconstructionAssignmentOperation deconstruction:
                    return Deconstruct(deconstruction.Target, deconstruction.Value, deconstruction.Syntax);
                case IDeclarationExpressionOperation declaration:
                    return Visit(declaration.Expression);
                case IConversionOperation conversion:
                    return Convert(conversion);
                case ITranslatedQueryOperation query:
                    return Visit(query.Operation);
                case IAwaitOperation awaited:
                    return Visit(awaited.Operation);
                case IIsPatternOperation isPattern:
                    return Match(isPattern.Pattern, Visit(isPattern.Value));
                case IIsTypeOperation isType:
                    return Denotations.Lift(Visit(isType.ValueOperand), v => _library.IsOfType(v, isType.TypeOperand) is { } matches ? ConstantDenotation.Of(matches != isType.IsNegated) : null);
                case IIsNullOperation isNull:
                    return Denotations.Lift(Visit(isNull.Operand), static v => Operators.Equal(v, ConstantDenotation.Null) is { } equal ? ConstantDenotation.Of(equal) : null);
                case IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String } } binary:
                    return Compare(binary) ?? Denotations.Lift(Visit(binary.LeftOperand), Visit(binary.RightOperand), (l, r) => Operators.Binary(binary.OperatorKind, l, r));
                case IUnaryOperation { OperatorMethod: null } unary:
                    return Denotations.Lift(Visit(unary.Operand), v => Operators.Unary(unary.OperatorKind, v));
                case IInterpolatedStringOperation interpolated:
                    return Interpolate(interpolated);
                case ITupleOperation tuple:
                    return new TupleDenotation(VisitAll(tuple.Elements));
                case IArrayCreationOperation array:
                    return Array(array);
                case IInvocationOperation invocation:
                    return Invoke(invocation);
                case IObjectCreationOperation creation:
                    return Create(creation);
                case IAnonymousObjectCreationOperation anonymous:
                    return CreateAnonymous(anonymous);
                case IPropertyReferenceOperation property:
                    return Read(property);
                case IFieldReferenceOperation field:
                    return Read(field);
                case IImplicitIndexerReferenceOperation { Instance: var indexed, Argument: IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var back } }:
                    return FromEnd(Visit(indexed).NotNull(), Visit(back));
                case IArrayElementReferenceOperation { Indices: [IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var end }] } last:
                    return FromEnd(Visit(last.ArrayReference).NotNull(), Visit(end));
                case IArrayElementReferenceOperation { Indices: [var index] } element:
                    return ElementAt(Visit(element.ArrayReference), Visit(index));
                case IFlowAnonymousFunctionOperation lambda:
                    nested?.Add((graph, lambda));
                    return new DelegateDenotation(new LambdaCallable(flow, graph, lambda));
                case IDelegateCreationOperation creation:
                    return Visit(creation.Target);
                case IMethodReferenceOperation method:
                    Visit(method.Instance);
                    return new DelegateDenotation(CallableOf(method.Method));
                case IWithOperation:
                    return VisitChildren(operation);
                default:
                    return operation.Syntax is CollectionExpressionSyntax collection ? Collection(operation, collection) : VisitChildren(operation);
            }
        }

        private Denotation? VisitChildren(IOperation operation)
        {
            foreach (var child in operation.ChildOperations)
            {
                Visit(child);
            }

            return null;
        }

        private DenotationList VisitAll(ImmutableArray<IOperation> operations) => DenotationList.Of(operations, Visit);

        private Denotation? Convert(IConversionOperation conversion)
        {
            var operand = Visit(conversion.Operand);
            if (conversion.OperatorMethod is { } converting)
            {
                // Keras takes tuples for shapes and one kind of tensor for another.
                return _symbols.TensorFlowNet is not null && TensorFlowNetSymbols.IsKeras(converting) ? operand : null;
            }

            // A cast that succeeds says nothing new; "as" gives null where the type is another.
            return !conversion.IsTryCast ? operand : Denotations.Lift(operand, v => _library.IsOfType(v, conversion.Type) switch
            {
                true => v,
                false => ConstantDenotation.Null,
                null => v is ConstantDenotation ? null : v is MaybeNullDenotation or null ? v : new MaybeNullDenotation(v),
            });
        }

        private Denotation? Match(IPatternOperation pattern, Denotation? value)
        {
            VisitChildren(pattern);
            Bind(pattern, value.NotNull());
            return Denotations.Lift(value, v => _program.Patterns.Matches(pattern, v) is { } matches ? ConstantDenotation.Of(matches) : null);
        }

        private void Bind(IPatternOperation pattern, Denotation? value)
        {
            switch (pattern)
            {
                case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                    Store(declared, value);
                    break;
                case IRecursivePatternOperation recursive:
                    if (recursive.DeclaredSymbol is { } named)
                    {
                        Store(named, value);
                    }

                    foreach (var subpattern in recursive.PropertySubpatterns)
                    {
                        Bind(subpattern.Pattern, subpattern.Member is IPropertyReferenceOperation { Property: var property } ? Denotations.Lift(value, v => _library.Read(property, v)) : null);
                    }

                    for (var i = 0; i < recursive.DeconstructionSubpatterns.Length; i++)
                    {
                        Bind(recursive.DeconstructionSubpatterns[i], value is TupleDenotation tuple && i < tuple.Elements.Count ? tuple.Elements[i] : null);
                    }

                    break;
                case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                    Bind(both.LeftPattern, value);
                    Bind(both.RightPattern, value);
                    break;
                case INegatedPatternOperation negated:
                    Bind(negated.Pattern, value);
                    break;
                default:
                    foreach (var descendant in pattern.Descendants())
                    {
                        if (descendant is IDeclarationPatternOperation { DeclaredSymbol: { } inner })
                        {
                            Store(inner, null);
                        }
                    }

                    break;
            }
        }

        private ConstantDenotation? Interpolate(IInterpolatedStringOperation interpolated)
        {
            var text = "";
            foreach (var part in interpolated.Parts)
            {
                var value = part switch
                {
                    IInterpolatedStringTextOperation literal => Visit(literal.Text),
                    IInterpolationOperation { FormatString: null, Alignment: null } interpolation => Visit(interpolation.Expression),
                    _ => VisitChildren(part),
                };
                text = text is not null && IsWritten(part) && value is ConstantDenotation { Value: string or int or char } constant ? text + constant.Value : null;
            }

            return text is null ? null : new ConstantDenotation(text);

            // A value of an enumeration is a number here, and its name in a text.
            static bool IsWritten(IInterpolatedStringContentOperation part) =>
                part is not IInterpolationOperation { Expression.Type.SpecialType: not (SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Char) };
        }

        private Denotation? Read(IFieldReferenceOperation field)
        {
            var instance = Visit(field.Instance);
            if (instance is TupleDenotation tuple)
            {
                var ordinal = (field.Field.CorrespondingTupleField ?? field.Field).Name;
                return ordinal.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(ordinal.Substring(4), out var number) && number <= tuple.Elements.Count ? tuple.Elements[number - 1] : null;
            }

            if (IsDType(field.Type))
            {
                return new ConstantDenotation(field.Field.Name);
            }

            return Owned(_program.ValueOf(field.Field, flow._budget, flow._cancellationToken), field.Field, field.Instance);
        }

        /// <summary>The value of a member: one and the same object as long as it is this object's or the type's.</summary>
        private static Denotation? Owned(Denotation? value, ISymbol member, IOperation? instance) => value switch
        {
            ModelDenotation model => model with { Instance = instance is null or IInstanceReferenceOperation ? member : null },
            MaybeNullDenotation { Value: ModelDenotation model } => new MaybeNullDenotation(model with { Instance = instance is null or IInstanceReferenceOperation ? member : null }),
            _ => value,
        };

        private Denotation? Read(IPropertyReferenceOperation property)
        {
            var instance = Visit(property.Instance).NotNull();
            var arguments = VisitArguments(property.Arguments);
            if (property.Arguments.Length > 0)
            {
                return property.Arguments.Length == 1 ? Index(property, instance, arguments[0]) : null;
            }

            if (property.Property.Name == "Current" && instance is EnumeratorDenotation enumerator)
            {
                return Current(enumerator);
            }

            if (IsDType(property.Type))
            {
                return new ConstantDenotation(property.Property.Name);
            }

            if (property.Property.Name is "Trainable" or "trainable")
            {
                // Whoever looks at a switch makes use of what was chosen, unless it is looked at to be written.
                if (!flow._writes.IsTarget(graph, property))
                {
                    UseChoices();
                }
            }

            return Switch(property.Property, instance)
                ?? Denotations.Lift(instance, v => _library.Read(property.Property, v))
                ?? (instance is null ? _library.Read(property.Property, StaticInfo(property.Property)) : null)
                ?? TransparentProperty(property.Property, instance)
                ?? OfSource(property);
        }

        /// <summary>The switch of a loop's element.</summary>
        private SwitchDenotation? Switch(IPropertySymbol property, Denotation? instance)
        {
            if (instance is not EachDenotation each)
            {
                return null;
            }

            foreach (var value in each.Values.Items)
            {
                if (_library.Read(property, value) is SwitchDenotation)
                {
                    return new SwitchDenotation(each);
                }
            }

            return null;
        }

        /// <summary><c>Net.Info</c> stands for the model as well.</summary>
        private ModelDenotation? StaticInfo(IPropertySymbol property) =>
            property.IsStatic && _symbols.ModelOf(property.ContainingType) is { } model ? new ModelDenotation(model) : null;

        /// <summary><c>task.Result</c>, <c>lazy.Value</c>, <c>nullable.Value</c>: the value itself, since a task denotes what it gives.</summary>
        private static Denotation? TransparentProperty(IPropertySymbol property, Denotation? instance) =>
            property.Name is "Result" or "Value" && property.ContainingType is { IsGenericType: true, Name: "Task" or "ValueTask" or "Lazy" or "Nullable" } ? instance : null;

        private Denotation? OfSource(IPropertyReferenceOperation property)
        {
            if (property.Property.GetMethod is not { } getter || property.Property.DeclaringSyntaxReferences.IsEmpty || _symbols.ModelAround(property.Property.ContainingType, out _) is not null)
            {
                return null;
            }

            var value = _program.Bodies.Of(getter, flow._cancellationToken) is null
                ? _program.ValueOf(property.Property, flow._budget, flow._cancellationToken)
                : _program.Call(getter, ImmutableArray<Denotation?>.Empty, flow._budget, flow._cancellationToken)?.Returned;
            return Owned(value, property.Property, property.Instance);
        }

        /// <summary>The element types that the libraries name as TensorFlow does (<c>torch.float32</c>, <c>tf.float32</c>).</summary>
        private static bool IsDType(ITypeSymbol? type) => type is { Name: "ScalarType" or "TF_DataType" };
    }
}
