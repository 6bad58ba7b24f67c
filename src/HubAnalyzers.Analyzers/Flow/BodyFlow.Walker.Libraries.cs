using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>The members of the libraries that a rule concerns.</summary>
    private sealed partial class Walker
    {
        /// <summary>What a member of a library gives; null where the member is none that takes part.</summary>
        private Known? LibraryCall(
            IMethodSymbol method,
            Denotation? instance,
            ImmutableArray<Denotation?> arguments,
            ImmutableArray<IArgumentOperation> written,
            SyntaxNode syntax,
            IOperation? receiver)
        {
            if (_symbols.IsRuntimeLoad(method))
            {
                var model = ModelByConstant(arguments, syntax) is { } found ? Loaded(found, method, arguments) : null;
                Report(method, instance, arguments, written, syntax, model);
                return new Known(model);
            }

            if (_symbols.TensorFlowNet?.IsKerasLayer(method) == true)
            {
                var layer = ModelByConstant(arguments, syntax) is { } known ? known with { IsKerasLayer = true, Trains = IsAskedToTrain(method, arguments) } : null;
                RequestByArgument(layer, method, arguments, written, syntax);
                Report(method, instance, arguments, written, syntax, layer);
                return new Known(layer);
            }

            if (method.Name == "GetLayer" && arguments.Length == 1 && instance is ModelDenotation model1 && _symbols.IsFactType(method.ContainingType))
            {
                return new Known(Denotations.Lift(arguments[0], name => Look(model1, name, arguments[0] is EachDenotation, written[0].Value.Syntax, syntax, receiver?.Type)));
            }

            if (method.MethodKind == MethodKind.Constructor && IsTrainingObject(method.ContainingType))
            {
                var made = ObjectOf(method, arguments, syntax);
                Report(method, instance, arguments, written, syntax, made);
                return new Known(made);
            }

            if (method.Name == "Call" && instance is ModelDenotation && _symbols.IsHubModel(method.ContainingType))
            {
                UseChoices();
                Report(method, instance, arguments, written, syntax, null);
                return new Known(null);
            }

            if (method.ContainingType is { Name: "torch", ContainingNamespace.Name: "TorchSharp" } && method.Name is "zeros" or "ones" or "rand" or "randn" or "empty")
            {
                return new Known(TensorOf(method, arguments, syntax));
            }

            if (_symbols.TensorFlowNet is not null && TensorFlowNetSymbols.IsKeras(method) && method.Name != "get_config")
            {
                return new Known(KerasCall(method, instance, arguments, written, syntax, receiver));
            }

            if (instance is ObjectDenotation tuner && _symbols.IsRuntimeType(tuner.Type, "FineTuner"))
            {
                UseChoices();
                Report(method, instance, arguments, written, syntax, null);
                return new Known(null);
            }

            return TrainingCall(method, instance, arguments, written, syntax);
        }

        /// <summary>What a call of Keras makes; what trains or is trained is told to the rules.</summary>
        private Denotation? KerasCall(IMethodSymbol method, Denotation? instance, ImmutableArray<Denotation?> arguments, ImmutableArray<IArgumentOperation> written, SyntaxNode syntax, IOperation? receiver)
        {
            UseChoices();
            if (method.Name == "add" && instance is ObjectDenotation net && receiver is not null)
            {
                Report(method, instance, arguments, written, syntax, null);
                StoreInPlace(receiver, KerasNet.Add(net, arguments.Length == 1 ? arguments[0] : null));
                return null;
            }

            if ((method.ReturnsVoid && method.MethodKind != MethodKind.Constructor) || method.Name == "fit")
            {
                Report(method, instance, arguments, written, syntax, null);
                return null;
            }

            var made = KerasNet.Make(method, instance, ObjectOf(method, arguments, syntax));
            Report(method, instance, arguments, written, syntax, made);
            return made;
        }

        /// <summary>A new tensor of constant sizes.</summary>
        private static ObjectDenotation TensorOf(IMethodSymbol method, ImmutableArray<Denotation?> arguments, SyntaxNode syntax)
        {
            var sizes = ImmutableArray.CreateBuilder<Denotation?>();
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32)
                {
                    sizes.Add(arguments[parameter.Ordinal]);
                }
                else if (arguments[parameter.Ordinal] is SequenceDenotation { Items.Items: var all })
                {
                    sizes.AddRange(all);
                }
            }

            return ObjectOf(method, arguments, syntax).With("$sizes", new SequenceDenotation(new DenotationList(sizes.ToImmutable())));
        }

        private static bool IsAskedToTrain(IMethodSymbol method, ImmutableArray<Denotation?> arguments)
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Name == "trainable")
                {
                    return arguments[parameter.Ordinal].IsTrue();
                }
            }

            return false;
        }

        /// <summary>A model as a load's options make it.</summary>
        private ModelDenotation Loaded(ModelDenotation model, IMethodSymbol method, ImmutableArray<Denotation?> arguments) => model with
        {
            BatchNormPolicy = LoadOption(method, arguments, "BatchNormPolicy"),
            Output = LoadOption(method, arguments, "Output"),
        };

        /// <summary>One of the options of a load: null where nothing is said, which leaves the default.</summary>
        private Denotation? LoadOption(IMethodSymbol method, ImmutableArray<Denotation?> arguments, string name)
        {
            foreach (var parameter in method.Parameters)
            {
                if (_symbols.IsRuntimeType(parameter.Type, "HubLoadOptions"))
                {
                    return arguments[parameter.Ordinal].NotNull() switch
                    {
                        ConstantDenotation { Value: null } => null,
                        ObjectDenotation options => options[name],
                        _ => UnknownDenotation.Instance,
                    };
                }
            }

            return null;
        }

        private ModelDenotation? ModelByConstant(ImmutableArray<Denotation?> arguments, SyntaxNode syntax) =>
            arguments.Length > 0 && arguments[0].ConstantOf<string>() is { } handle && _symbols.Catalog.FindByConstant(handle) is { } model
                ? Made(model, syntax)
                : null;

        /// <summary>The argument that makes a Hub layer train.</summary>
        private void RequestByArgument(ModelDenotation? layer, IMethodSymbol method, ImmutableArray<Denotation?> arguments, ImmutableArray<IArgumentOperation> written, SyntaxNode syntax)
        {
            if (layer is null || findings is null)
            {
                return;
            }

            foreach (var parameter in method.Parameters)
            {
                if (parameter.Name == "trainable" && arguments[parameter.Ordinal].IsTrue())
                {
                    findings.Add(new TrainableRequest(ImmutableArray.Create<Denotation>(layer), ReachesAll: true, SyntaxOf(written, parameter) ?? syntax));
                }
            }
        }

        private Denotation? Look(ModelDenotation model, Denotation? name, bool isOneOfMany, SyntaxNode place, SyntaxNode lookup, ITypeSymbol? receiver)
        {
            if (name.ConstantOf<string>() is not { } asked)
            {
                return null;
            }

            var layer = LibraryMembers.LayerOf(model, asked);
            findings?.Add(new LayerLookup(model.Model, asked, layer?.Layer, receiver, isOneOfMany, lookup, place));
            return layer;
        }

        /// <summary>The static type of the model whose layers a collection is (<c>model.Layers</c>).</summary>
        private static ITypeSymbol? ReceiverOf(IOperation collection) => collection is IPropertyReferenceOperation { Instance.Type: { } type } ? type : null;

        private void Report(IMethodSymbol method, Denotation? instance, ImmutableArray<Denotation?> arguments, ImmutableArray<IArgumentOperation> written, SyntaxNode syntax, Denotation? result)
        {
            if (findings is null)
            {
                return;
            }

            var values = ImmutableDictionary.CreateBuilder<string, Denotation>();
            var places = ImmutableDictionary.CreateBuilder<string, SyntaxNode>();
            foreach (var parameter in method.Parameters)
            {
                if (arguments[parameter.Ordinal] is { } value)
                {
                    values[parameter.Name] = value;
                }

                if (SyntaxOf(written, parameter) is { } place)
                {
                    places[parameter.Name] = place;
                }
            }

            findings.Add(new LibraryCall(method, instance, values.ToImmutable(), places.ToImmutable(), result, syntax));
        }

        private static SyntaxNode? SyntaxOf(ImmutableArray<IArgumentOperation> written, IParameterSymbol parameter)
        {
            foreach (var argument in written)
            {
                if (argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind == ArgumentKind.Explicit)
                {
                    return argument.Syntax;
                }
            }

            return null;
        }
    }
}
