using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>What is called and made.</summary>
    private sealed partial class Walker
    {
        private Denotation? Invoke(IInvocationOperation invocation)
        {
            var instance = Visit(invocation.Instance).NotNull();
            var arguments = VisitArguments(invocation.Arguments);
            var method = invocation.TargetMethod;
            if (LibraryCall(method, instance, arguments, invocation.Arguments, invocation.Syntax, invocation.Instance) is { } known)
            {
                return known.Value;
            }

            if (method is { IsStatic: true, Name: "Load" } && _symbols.ModelOf(invocation.Type) is { } loaded)
            {
                return Loaded(Made(loaded, invocation.Syntax), method, arguments);
            }

            if (Transparent(method, instance, arguments, invocation) is { } same)
            {
                return same.Value;
            }

            if (instance is DelegateDenotation called && method.MethodKind == MethodKind.DelegateInvoke)
            {
                return Call(called.Callable, arguments, invocation.Syntax);
            }

            if (OfString(method, instance, arguments) is { } text)
            {
                return text;
            }

            if (OfSequence(invocation, instance, arguments) is { } sequence)
            {
                return sequence.Value;
            }

            if (method.MethodKind == MethodKind.LocalFunction || !method.DeclaringSyntaxReferences.IsEmpty)
            {
                return CallSource(invocation, method, arguments);
            }

            if (MayUseChoices(invocation, instance, arguments))
            {
                UseChoices();
            }

            HandOn(arguments, invocation.Syntax);
            return null;
        }

        private Denotation? CallSource(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Denotation?> arguments)
        {
            if (_symbols.ModelAround(method.ContainingType, out _) is not null && method.MethodKind != MethodKind.LocalFunction)
            {
                return Generated(invocation, method, arguments);
            }

            return Call(CallableOf(method), arguments, invocation.Syntax);
        }

        /// <summary>A call of a generated class: <c>CreateKerasLayer(trainable: true)</c> asks as the constructor does.</summary>
        private Denotation? Generated(IInvocationOperation invocation, IMethodSymbol method, ImmutableArray<Denotation?> arguments)
        {
            if (_symbols.TensorFlowNet?.IsKerasLayer(method.ReturnType) != true || _symbols.ModelOf(method.ContainingType) is not { } model)
            {
                return null;
            }

            var layer = new ModelDenotation(model, invocation.Syntax, IsKerasLayer: true, IsAskedToTrain(method, arguments));
            RequestByArgument(layer, method, arguments, invocation.Arguments, invocation.Syntax);
            Report(method, null, arguments, invocation.Arguments, invocation.Syntax, layer);
            return layer;
        }

        private Callable CallableOf(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction
            ? new LocalFunctionCallable(flow, graph, method.OriginalDefinition)
            : new MethodCallable(method);

        private Denotation? Create(IObjectCreationOperation creation)
        {
            var arguments = VisitArguments(creation.Arguments);
            if (creation.Constructor is not { } constructor)
            {
                return null;
            }

            if (_symbols.TensorFlowNet?.IsLayerArgs(constructor.ContainingType) == true)
            {
                return ObjectOf(constructor, arguments, creation.Syntax);
            }

            if (LibraryCall(constructor, null, arguments, creation.Arguments, creation.Syntax, null) is { } known)
            {
                return known.Value;
            }

            if (constructor.ContainingType is { Name: "Lazy", IsGenericType: true } && arguments is [DelegateDenotation { Callable: var make }, ..])
            {
                return Call(make, ImmutableArray<Denotation?>.Empty, creation.Syntax);
            }

            if (constructor.ContainingType is { IsGenericType: true, Name: "List" or "HashSet" })
            {
                return arguments is [SequenceDenotation copied] ? copied : arguments.IsEmpty ? new SequenceDenotation(DenotationList.Empty) : null;
            }

            return IsImmutable(constructor.ContainingType) ? ObjectOf(constructor, arguments, creation.Syntax) : null;
        }

        private ObjectDenotation CreateAnonymous(IAnonymousObjectCreationOperation creation)
        {
            var members = ImmutableDictionary.CreateBuilder<string, Denotation>();
            foreach (var initializer in creation.Initializers)
            {
                if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: var value } && Visit(value) is { } known)
                {
                    members[name] = known;
                }
            }

            return new ObjectDenotation((INamedTypeSymbol)creation.Type!, creation.Syntax, members.ToImmutable());
        }

        /// <summary>Records of this compilation, and the objects of the engine that say how to train: what they are made with stays.</summary>
        private bool IsImmutable(INamedTypeSymbol type) =>
            (type.IsRecord && !type.DeclaringSyntaxReferences.IsEmpty && HasNoSetters(type)) || IsTrainingObject(type);

        private bool IsTrainingObject(INamedTypeSymbol type) =>
            type.Name is "FineTuneStage" or "FineTuneOptions" or "AdamOptions" or "AdamWOptions" or "SgdOptions" or "HubLoadOptions" or "LabelledImages" or "ImagePreprocessing" or "FineTuner"
                or "ClassificationHead" or "MultiLabelHead" or "RegressionHead" or "CustomHead"
            && _symbols.IsRuntimeType(type, type.Name);

        private static bool HasNoSetters(INamedTypeSymbol type)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { SetMethod: { IsInitOnly: false } })
                {
                    return false;
                }
            }

            return true;
        }

        private static ObjectDenotation ObjectOf(IMethodSymbol method, ImmutableArray<Denotation?> arguments, SyntaxNode syntax)
        {
            var members = ImmutableDictionary.CreateBuilder<string, Denotation>();
            for (var i = 0; i < arguments.Length; i++)
            {
                if (arguments[i] is { } argument)
                {
                    members[method.Parameters[i].Name] = argument;
                }
            }

            return new ObjectDenotation(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType as INamedTypeSymbol ?? method.ContainingType, syntax, members.ToImmutable());
        }

        /// <summary>What the arguments denote, by the parameters' positions.</summary>
        private ImmutableArray<Denotation?> VisitArguments(ImmutableArray<IArgumentOperation> arguments)
        {
            var values = new Denotation?[arguments.Length];
            foreach (var argument in arguments)
            {
                var value = Visit(argument.Value);
                if (argument.Parameter is null or { RefKind: RefKind.Ref or RefKind.Out })
                {
                    Store(argument.Value, null, argument.Syntax);
                    continue;
                }

                if (argument.Parameter.Ordinal < values.Length)
                {
                    values[argument.Parameter.Ordinal] = value;
                }
            }

            return ImmutableArray.Create(values);
        }

        /// <summary>Runs code that is at hand, as part of this body.</summary>
        private Denotation? Call(Callable callable, ImmutableArray<Denotation?> arguments, SyntaxNode call) => callable switch
        {
            MethodCallable { Method: var method } => CallMethod(method, arguments, call),
            LambdaCallable lambda => CallNested(lambda.Body, lambda.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda.Operation, flow._cancellationToken), lambda.Operation.Symbol, arguments, call),
            LocalFunctionCallable function when IsInScope(function) => CallNested(function.Body, function.Graph.GetLocalFunctionControlFlowGraphInScope(function.Method, flow._cancellationToken), function.Method, arguments, call),
            _ => Unfollowed(),
        };

        /// <summary>A call of what is not followed.</summary>
        private Denotation? Unfollowed()
        {
            UseChoices();
            return null;
        }

        // In the middle of an edit a call can mean a local function of which the graph has nothing.
        private static bool IsInScope(LocalFunctionCallable function)
        {
            for (var scope = function.Graph; scope is not null; scope = scope.Parent)
            {
                if (scope.LocalFunctions.Contains(function.Method))
                {
                    return true;
                }
            }

            return false;
        }

        private Denotation? CallMethod(IMethodSymbol method, ImmutableArray<Denotation?> arguments, SyntaxNode call)
        {
            if (arguments.Length < method.Parameters.Length)
            {
                return Unfollowed();
            }

            // A method that stands for a delegate may take less than the delegate is given.
            arguments = arguments.RemoveRange(method.Parameters.Length, arguments.Length - method.Parameters.Length);

            // Memory serves where the arguments say all; a loop's element or a lambda belongs to this body and is followed from here.
            foreach (var argument in arguments)
            {
                if (argument is EachDenotation or DelegateDenotation && _program.Bodies.Of(method, flow._cancellationToken) is { } graph && !method.IsVirtual && !method.IsOverride)
                {
                    return CallNested(new BodyFlow(_program, graph, flow._budget, flow._cancellationToken), graph, method.OriginalDefinition, arguments, call);
                }
            }

            UseChoices();
            if (_program.Call(method, arguments, flow._budget, flow._cancellationToken) is not { } result)
            {
                HandOn(arguments, call);
                return null;
            }

            if (findings is not null && result.Findings.All.Count > 0 && _program.FindingsOf(result.Graph, flow._budget, flow._cancellationToken) is { } reportedThere)
            {
                findings.AddFromCall(result.Findings, call, reportedThere);
            }

            return result.Returned;
        }

        private Denotation? CallNested(BodyFlow body, ControlFlowGraph callee, IMethodSymbol method, ImmutableArray<Denotation?> arguments, SyntaxNode call)
        {
            if (!flow._budget.TryEnter(method))
            {
                return Unfollowed();
            }

            try
            {
                var entry = State.Entering(nested: method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction);
                for (var i = 0; i < method.Parameters.Length; i++)
                {
                    entry = entry.With(method.Parameters[i], i < arguments.Length ? arguments[i] : null);
                }

                var found = findings is null ? null : new Findings();
                if (body.Run(callee, entry, found, nested: null) is not { } end)
                {
                    return Unfollowed();
                }

                // What a lambda or local function does on its own account is found with the body that holds it.
                var reportedThere = method.MethodKind == MethodKind.Ordinary ? _program.FindingsOf(callee, flow._budget, flow._cancellationToken) : new Findings();
                if (reportedThere is not null)
                {
                    findings?.AddFromCall(found!, call, reportedThere);
                }

                State = State.Returning(end, call);
                return end.Returned;
            }
            finally
            {
                flow._budget.Leave(method);
            }
        }

        /// <summary>Tasks and the like denote what they give.</summary>
        private Known? Transparent(IMethodSymbol method, Denotation? instance, ImmutableArray<Denotation?> arguments, IInvocationOperation invocation) => method.Name switch
        {
            "<Clone>$" or "ConfigureAwait" or "GetAwaiter" or "AsTask" => new Known(instance),
            "GetResult" => new Known(Awaited(instance)),
            "get_config" when instance is ModelDenotation { IsKerasLayer: true } => new Known(instance),
            "FromResult" when arguments.Length == 1 && method.ContainingType.Name is "Task" or "ValueTask" => new Known(arguments[0]),
            "Run" when method.ContainingType.Name == "Task" && arguments is [DelegateDenotation { Callable: var work }, ..] => new Known(Call(work, ImmutableArray<Denotation?>.Empty, invocation.Syntax)),
            _ => null,
        };

        /// <summary>What a task gives. Others may have run while it was waited for.</summary>
        private Denotation? Awaited(Denotation? result)
        {
            UseChoices();
            return result;
        }

        private static Denotation? OfString(IMethodSymbol method, Denotation? instance, ImmutableArray<Denotation?> arguments)
        {
            if (method.ContainingType is { Name: "Path", ContainingNamespace.Name: "IO" } && method.Name is "Combine" or "Join")
            {
                return PathOf(arguments);
            }

            if (method.ContainingType.SpecialType != SpecialType.System_String)
            {
                return null;
            }

            if (method.IsStatic)
            {
                return method.Name switch
                {
                    "Concat" => Joined(arguments),
                    "Equals" when arguments.Length >= 2 && IgnoresCase(method, arguments) is { } ignores =>
                        Denotations.Lift(arguments[0], arguments[1], (a, b) => a.ConstantOf<string>() is { } text ? Operators.Text("Equals", text, b, ignores) : null),
                    _ => null,
                };
            }

            var argument = arguments.Length > 0 ? arguments[0] : null;
            return Denotations.Lift(instance, v => v.ConstantOf<string>() is { } text && (arguments.Length == 0 || argument is not null) && IgnoresCase(method, arguments) is { } ignores
                ? Denotations.Lift(argument, a => Operators.Text(method.Name, text, a, ignores))
                : null);
        }

        /// <summary>Whether a comparison of texts takes capitals for small letters, as its last arguments say; null where that is not known.</summary>
        private static bool? IgnoresCase(IMethodSymbol method, ImmutableArray<Denotation?> arguments)
        {
            foreach (var parameter in method.Parameters)
            {
                switch (parameter.Type)
                {
                    case { Name: nameof(StringComparison) }:
                        return arguments[parameter.Ordinal].Int32() is { } comparison
                            ? (StringComparison)comparison is StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase or StringComparison.CurrentCultureIgnoreCase
                            : null;
                    case { SpecialType: SpecialType.System_Boolean }:
                        return (arguments[parameter.Ordinal] as ConstantDenotation)?.Value as bool?;
                    default:
                        break;
                }
            }

            return false;
        }

        private static ConstantDenotation? Joined(ImmutableArray<Denotation?> parts) =>
            Texts(parts) is { } texts ? new ConstantDenotation(string.Concat(texts)) : null;

        /// <summary>Parts of a path, put together; null where one would replace those before it.</summary>
        private static ConstantDenotation? PathOf(ImmutableArray<Denotation?> parts)
        {
            if (Texts(parts) is not { } texts)
            {
                return null;
            }

            var path = "";
            foreach (var text in texts)
            {
                if (path.Length > 0 && (IsSeparator(text.FirstOrDefault()) || text.IndexOf(':') >= 0))
                {
                    return null;
                }

                path += text.Length == 0 || path.Length == 0 || IsSeparator(path[path.Length - 1]) ? text : "/" + text;
            }

            return new ConstantDenotation(path);

            static bool IsSeparator(char letter) => letter is '/' or '\\';
        }

        private static List<string>? Texts(ImmutableArray<Denotation?> parts)
        {
            var texts = new List<string>();
            foreach (var part in parts.Length == 1 && parts[0] is SequenceDenotation sequence ? sequence.Items.Items : parts)
            {
                if (part.ConstantOf<string>() is not { } text)
                {
                    return null;
                }

                texts.Add(text);
            }

            return texts;
        }

        /// <summary>Whether a call that is not followed may train what was chosen, or look at it.</summary>
        private bool MayUseChoices(IInvocationOperation invocation, Denotation? instance, ImmutableArray<Denotation?> arguments)
        {
            if (State.Choices.IsEmpty || instance is PassiveWalkDenotation)
            {
                return false;
            }

            if (_program.Uses.IsActive(invocation))
            {
                return true;
            }

            foreach (var argument in invocation.Arguments)
            {
                var value = argument.Parameter is { Ordinal: var ordinal } && ordinal < arguments.Length ? arguments[ordinal] : null;
                if (argument.Parameter?.Type.TypeKind == TypeKind.Delegate && argument.ArgumentKind == ArgumentKind.Explicit && MayUseChoices(value))
                {
                    return true;
                }

                if (argument.Parameter is { } parameter && ChoiceUses.IsWalked(parameter) && value is null && !_program.Uses.IsPassiveWalk(argument.Value))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether a delegate that a call is given may: a lambda is looked through, whatever else it is may.</summary>
        private bool MayUseChoices(Denotation? given) => given switch
        {
            ConstantDenotation { Value: null } => false,
            DelegateDenotation { Callable: LambdaCallable lambda } =>
                _program.Uses.IsAnyUseIn(lambda.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda.Operation, flow._cancellationToken).OriginalOperation, flow._cancellationToken),
            _ => true,
        };

        /// <summary>Nothing that was chosen so far can be discarded any more: it had its effect.</summary>
        private void UseChoices()
        {
            foreach (var holder in State.Choices.Keys)
            {
                Forget(holder);
            }
        }

        /// <summary>An answer, which may be that nothing is known.</summary>
        private sealed record Known(Denotation? Value);
    }
}
