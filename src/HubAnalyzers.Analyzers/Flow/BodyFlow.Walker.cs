using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>Runs the operations of one block over a state.</summary>
    private sealed class Walker(BodyFlow flow, ControlFlowGraph graph, FlowState state, List<TrainableRequest>? requests, List<IFlowAnonymousFunctionOperation>? nested)
    {
        private readonly LibrarySymbols _symbols = flow._symbols;

        public FlowState State { get; private set; } = state;

        public Denotation? BranchValue { get; private set; }

        public Action<FlowState>? AfterOperation { get; init; }

        public void Run(BasicBlock block)
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

            return Evaluate(operation) ?? _symbols.ModelOf(operation.Type);
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
                    return State[local.Local];
                case IParameterReferenceOperation parameter:
                    return State[parameter.Parameter];
                case ISimpleAssignmentOperation assignment:
                    return Assign(assignment);
                case ICompoundAssignmentOperation compound:
                    return Compound(compound);
                case IIncrementOrDecrementOperation increment:
                    Visit(increment.Target);
                    Store(increment.Target, null);
                    return null;
                case IDeconstructionAssignmentOperation deconstruction:
                    Deconstruct(deconstruction.Target, deconstruction.Value);
                    return null;
                case IDeclarationExpressionOperation declaration:
                    return Visit(declaration.Expression);
                case IConversionOperation conversion:
                    return Visit(conversion.Operand) is var operand && conversion.OperatorMethod is null ? operand : null;
                case IIsPatternOperation isPattern:
                    Bind(isPattern.Pattern, Visit(isPattern.Value));
                    return null;
                case IInvocationOperation invocation:
                    return Invoke(invocation);
                case IObjectCreationOperation creation:
                    return Create(creation);
                case IPropertyReferenceOperation property:
                    return Read(property);
                case IFlowAnonymousFunctionOperation lambda:
                    nested?.Add(lambda);
                    return null;
                default:
                    VisitChildren(operation);
                    return null;
            }
        }

        private void VisitChildren(IOperation operation)
        {
            foreach (var child in operation.ChildOperations)
            {
                Visit(child);
            }
        }

        private Denotation? Assign(ISimpleAssignmentOperation assignment)
        {
            var target = Visit(assignment.Target);
            var value = Visit(assignment.Value);
            Store(assignment.Target, assignment.IsRef ? null : value);
            Request(target, value, assignment.Syntax);
            return value;
        }

        private Denotation? Compound(ICompoundAssignmentOperation compound)
        {
            var target = Visit(compound.Target);
            var value = Visit(compound.Value);
            Store(compound.Target, null);
            if (compound.OperatorKind is BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr)
            {
                Request(target, value, compound.Syntax);
            }

            return null;
        }

        private void Deconstruct(IOperation target, IOperation value)
        {
            while (target is IDeclarationExpressionOperation declaration)
            {
                target = declaration.Expression;
            }

            while (value is IConversionOperation conversion)
            {
                value = conversion.Operand;
            }

            if (target is not ITupleOperation targets)
            {
                Visit(value);
                StoreAll(target);
                return;
            }

            if (value is not ITupleOperation values || values.Elements.Length != targets.Elements.Length)
            {
                Visit(value);
                StoreAll(target);
                return;
            }

            // All values are read before any target is written: (a, b) = (b, a).
            var read = ImmutableArray.CreateBuilder<Denotation?>(values.Elements.Length);
            foreach (var element in values.Elements)
            {
                read.Add(element is ITupleOperation ? null : Visit(element));
            }

            for (var i = 0; i < targets.Elements.Length; i++)
            {
                var element = targets.Elements[i];
                if (element is ITupleOperation)
                {
                    Deconstruct(element, values.Elements[i]);
                    continue;
                }

                var slot = Visit(element);
                Store(element, read[i]);
                Request(slot, read[i], element.Syntax);
            }
        }

        private void StoreAll(IOperation target)
        {
            foreach (var descendant in target.DescendantsAndSelf())
            {
                Store(descendant, null);
            }
        }

        private void Store(IOperation target, Denotation? value)
        {
            while (target is IDeclarationExpressionOperation declaration)
            {
                target = declaration.Expression;
            }

            ISymbol? symbol = target switch
            {
                ILocalReferenceOperation local => local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                IFlowCaptureReferenceOperation capture => flow._writes.CapturedVariable(graph, capture.Id),
                _ => null,
            };
            if (symbol is null)
            {
                return;
            }

            // A variable that a lambda or local function writes, or that a ref refers to, changes at times that the graph does not show.
            State = State.With(symbol, flow._writes.IsTraceable(symbol) ? value : null);
            if (requests is not null && value is not null && flow._writes.IsWrittenOnce(symbol))
            {
                flow._settled[symbol] = value;
            }
        }

        private void Bind(IPatternOperation pattern, Denotation? value)
        {
            VisitChildren(pattern);
            var declared = pattern switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                _ => null,
            };
            foreach (var descendant in pattern.Descendants())
            {
                if (descendant is IDeclarationPatternOperation { DeclaredSymbol: { } inner })
                {
                    State = State.With(inner, null);
                }
            }

            if (declared is not null)
            {
                State = State.With(declared, flow._writes.IsTraceable(declared) ? value : null);
            }
        }

        private Denotation? Invoke(IInvocationOperation invocation)
        {
            var instance = Visit(invocation.Instance);
            VisitArguments(invocation.Arguments);
            var method = invocation.TargetMethod;
            if (_symbols.IsRuntimeLoad(method))
            {
                return ModelByConstant(invocation.Arguments);
            }

            if (_symbols.IsKerasLayer(method))
            {
                return KerasLayer(invocation.Arguments);
            }

            return _symbols.IsGetLayer(method) && instance is ModelDenotation model && Constant(invocation.Arguments, 0) is string name
                ? LibrarySymbols.Layer(model.Model, name)
                : null;
        }

        private Denotation? Create(IObjectCreationOperation creation)
        {
            VisitArguments(creation.Arguments);
            return creation.Constructor is { } constructor && _symbols.IsKerasLayer(constructor) ? KerasLayer(creation.Arguments) : null;
        }

        private void VisitArguments(ImmutableArray<IArgumentOperation> arguments)
        {
            foreach (var argument in arguments)
            {
                Visit(argument.Value);
                if (argument.Parameter is null or { RefKind: RefKind.Ref or RefKind.Out })
                {
                    Store(argument.Value, null);
                }
            }
        }

        private Denotation? KerasLayer(ImmutableArray<IArgumentOperation> arguments)
        {
            var model = ModelByConstant(arguments);
            foreach (var argument in arguments)
            {
                if (argument is { Parameter.Name: "trainable", ArgumentKind: ArgumentKind.Explicit } && model is not null && IsTrue(ValueOf(argument.Value)))
                {
                    requests?.Add(new TrainableRequest(model, argument.Syntax));
                }
            }

            return model;
        }

        private Denotation? Read(IPropertyReferenceOperation property)
        {
            var instance = Visit(property.Instance);
            VisitArguments(property.Arguments);
            if (_symbols.IsTrainableSwitch(property.Property, instance))
            {
                return new SwitchDenotation(instance!);
            }

            if (_symbols.LayerOf(property.Property) is { } layer)
            {
                return layer;
            }

            return instance switch
            {
                ModelDenotation model when _symbols.IsLayers(property.Property) => new LayersDenotation(model.Model),
                LayersDenotation layers when _symbols.IsLayerIndexer(property.Property) => Constant(property.Arguments, 0) switch
                {
                    string name => LibrarySymbols.Layer(layers.Model, name),
                    int index when index >= 0 && index < layers.Model.Layers.Count => new LayerDenotation(layers.Model, layers.Model.Layers[index]),
                    _ => null,
                },
                _ => null,
            };
        }

        private void Request(Denotation? target, Denotation? value, SyntaxNode syntax)
        {
            if (requests is not null && target is SwitchDenotation { Target: var asked } && IsTrue(value))
            {
                requests.Add(new TrainableRequest(asked, syntax));
            }
        }

        private ModelDenotation? ModelByConstant(ImmutableArray<IArgumentOperation> arguments) =>
            Constant(arguments, 0) is string handle && _symbols.Catalog.FindByConstant(handle) is { } model ? new ModelDenotation(model) : null;

        private object? Constant(ImmutableArray<IArgumentOperation> arguments, int ordinal)
        {
            foreach (var argument in arguments)
            {
                if (argument.Parameter?.Ordinal == ordinal)
                {
                    return (ValueOf(argument.Value) as ConstantDenotation)?.Value;
                }
            }

            return null;
        }

        /// <summary>What a value denotes that was visited already: read again, without its effects.</summary>
        private Denotation? ValueOf(IOperation operation) => operation switch
        {
            { ConstantValue: { HasValue: true } constant } => new ConstantDenotation(constant.Value),
            ILocalReferenceOperation local => State[local.Local],
            IParameterReferenceOperation parameter => State[parameter.Parameter],
            IFlowCaptureReferenceOperation capture => State[capture.Id],
            IConversionOperation { OperatorMethod: null } conversion => ValueOf(conversion.Operand),
            _ => null,
        };

        private static bool IsTrue(Denotation? value) => value is ConstantDenotation { Value: true };
    }
}
