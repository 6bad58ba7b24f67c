using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    private const int MostPositions = 65_536;

    /// <summary>Collections: what is put into them, taken from them, and what LINQ makes of them.</summary>
    private sealed partial class Walker
    {
        private SequenceDenotation? Array(IArrayCreationOperation array) =>
            array.Initializer is { } initializer ? new SequenceDenotation(VisitAll(initializer.ElementValues)) : (SequenceDenotation?)VisitChildren(array);

        private SequenceDenotation? Collection(IOperation operation, CollectionExpressionSyntax syntax)
        {
            // The compiler's newer versions have operations for these; a spread is known by its syntax.
            var items = ImmutableArray.CreateBuilder<Denotation?>();
            var isKnown = operation.ChildOperations.Count == syntax.Elements.Count;
            foreach (var element in operation.ChildOperations)
            {
                if (element.Syntax is not SpreadElementSyntax)
                {
                    items.Add(Visit(element));
                    continue;
                }

                var spread = Denotations.NotNull(FirstKnown(element));
                if (spread is SequenceDenotation sequence)
                {
                    items.AddRange(sequence.Items.Items);
                }
                else
                {
                    isKnown = false;
                }
            }

            return isKnown ? new SequenceDenotation(new DenotationList(items.ToImmutable())) : null;
        }

        private Denotation? FirstKnown(IOperation spread)
        {
            Denotation? known = null;
            foreach (var child in spread.ChildOperations)
            {
                known ??= Visit(child);
            }

            return known;
        }

        private static ImmutableArray<IOperation>? ElementsOf(IOperation operation)
        {
            switch (operation)
            {
                case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                    return elements;
                case { Syntax: CollectionExpressionSyntax }:
                    var children = ImmutableArray.CreateRange<IOperation>(operation.ChildOperations);
                    foreach (var child in children)
                    {
                        if (child.Syntax is SpreadElementSyntax)
                        {
                            return null;
                        }
                    }

                    return children;
                default:
                    return null;
            }
        }

        private Denotation? Index(IPropertyReferenceOperation property, Denotation? instance, Denotation? index)
        {
            if (instance is SequenceDenotation && index.ConstantOf<string>() is { } && property.Instance is { } collection && Layers(instance) is { } model)
            {
                return Look(model, index, isOneOfMany: false, property.Arguments[0].Value.Syntax, property.Syntax, ReceiverOf(collection));
            }

            return ElementAt(instance, index);
        }

        private static Denotation? ElementAt(Denotation? collection, Denotation? index) =>
            Denotations.Lift(collection, index, static (c, i) => c is SequenceDenotation { IsOrdered: true } sequence && i.Int32() is { } position && position >= 0 && position < sequence.Items.Count ? sequence.Items[position]
                : c is SequenceDenotation named && i.ConstantOf<string>() is { } name ? Named(named, name)
                : null);

        private static Denotation? FromEnd(Denotation? collection, Denotation? back) =>
            collection is SequenceDenotation sequence && back.Int32() is { } offset ? ElementAt(sequence, new ConstantDenotation(sequence.Items.Count - offset)) : null;

        private static Denotation? Named(SequenceDenotation layers, string name)
        {
            foreach (var item in layers.Items.Items)
            {
                if (item is LayerDenotation { Layer.Name: var own } && own == name)
                {
                    return item;
                }
            }

            return null;
        }

        /// <summary>The model whose layers these all are.</summary>
        private static ModelDenotation? Layers(Denotation? sequence) =>
            sequence is SequenceDenotation { Items: { Count: > 0 } items } && items[0] is LayerDenotation { Of: var of } && items.Count == of.Model.Layers.Count ? of : null;

        private Known? OfSequence(IInvocationOperation invocation, Denotation? instance, ImmutableArray<Denotation?> arguments)
        {
            var method = invocation.TargetMethod;
            if (instance is EnumeratorDenotation enumerator)
            {
                return method.Name == "MoveNext" ? new Known(MoveNext(enumerator)) : new Known(null);
            }

            if (method.Name == "GetEnumerator")
            {
                return Enumerate(invocation.Syntax, instance) is { } started ? new Known(started)
                    : _program.Uses.IsPassiveWalk(invocation.Instance) ? new Known(PassiveWalkDenotation.Instance)
                    : null;
            }

            // An extension method's collection is its first argument, as is that of Array.ForEach and Parallel.ForEach.
            var isFirst = invocation.Instance is null && arguments.Length > 0;
            var source = isFirst ? arguments[0].NotNull() : instance;
            if (source is not SequenceDenotation sequence)
            {
                return null;
            }

            var rest = isFirst ? arguments.RemoveAt(0) : arguments;
            if (!invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty && !IsEachFunction(method.Name))
            {
                return null;
            }

            if (Mutate(invocation, sequence, rest, isFirst) is { } mutated)
            {
                return mutated;
            }

            return Query(invocation, sequence, rest) is { } answer ? answer : null;
        }

        private static bool IsEachFunction(string name) => name is "ForEach" or "ForAll" or "Each";

        private Known? Query(IInvocationOperation invocation, SequenceDenotation sequence, ImmutableArray<Denotation?> rest)
        {
            var items = sequence.Items.Items;
            var function = (rest.Length > 0 ? rest[0] : null) as DelegateDenotation;
            var number = rest.Length > 0 ? rest[0].Int32() : null;
            switch (invocation.TargetMethod.Name)
            {
                case "ToList" or "ToArray" or "ToHashSet" or "ToImmutableArray" or "ToImmutableList" or "AsEnumerable" or "AsReadOnly" or "AsParallel" or "AsQueryable" or "Distinct" or "Cast":
                    return new Known(sequence);
                case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending":
                    return new Known(sequence with { IsOrdered = false });
                case "OfType" when invocation.TargetMethod.TypeArguments is [var type]:
                    return new Known(Filter(sequence, item => _library.IsOfType(item, type)));
                case "Where" when function is not null:
                    return new Known(Filter(sequence, function.Callable, invocation));
                case "Except" when rest is [SequenceDenotation { Items.Items: var excluded }]:
                    return new Known(Filter(sequence, item => !Contains(excluded, item)));
                case "Reverse" when rest.IsEmpty:
                    return new Known(sequence with { Items = new DenotationList(Reversed(items)) });
                case "Concat" or "Union" when rest is [SequenceDenotation { Items.Items: var added }]:
                    return new Known(new SequenceDenotation(new DenotationList(items.AddRange(added)), sequence.IsOrdered));
                case "Append" or "Add" when rest is [var appended]:
                    return new Known(new SequenceDenotation(new DenotationList(items.Add(appended)), sequence.IsOrdered));
                case "Skip" or "Take" or "SkipLast" or "TakeLast" when number is { } count:
                    return new Known(sequence.IsOrdered ? Part(items, invocation.TargetMethod.Name, Math.Max(0, Math.Min(count, items.Length))) : null);
                case "Select" when function is not null:
                    return new Known(items.IsEmpty ? sequence : OverEach(function.Callable, sequence, invocation, asksAll: false) switch
                    {
                        EachDenotation each => sequence with { Items = each.Values },
                        { } one when items.Length == 1 => new SequenceDenotation(new DenotationList(ImmutableArray.Create<Denotation?>(one))),
                        _ => null,
                    });
                case "SelectMany" when function is not null && rest.Length == 1:
                    return new Known(Flat(items.IsEmpty ? null : OverEach(function.Callable, sequence, invocation, asksAll: false)));
                case "ForEach" or "ForAll" or "Each" when (rest.Length > 0 ? rest[rest.Length - 1] : null) is DelegateDenotation action:
                    OverEach(action.Callable, sequence, invocation, asksAll: true);
                    return new Known(null);
                case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Find" or "FindLast":
                    return new Known(One(sequence, function, invocation, rest));
                case "ElementAt" or "ElementAtOrDefault" when rest.Length == 1:
                    return new Known(ElementAt(sequence, rest[0]));
                case "Contains" when rest.Length == 1:
                    return new Known(Denotations.Lift(rest[0], item => Contains(items, item) is { } contains ? ConstantDenotation.Of(contains) : null));
                case "Count" or "LongCount" when rest.IsEmpty:
                    return new Known(new ConstantDenotation(items.Length));
                case "Any" when rest.IsEmpty:
                    return new Known(ConstantDenotation.Of(!items.IsEmpty));
                case "Any" when function is not null:
                    return new Known(Filter(sequence, function.Callable, invocation) is { } passing ? ConstantDenotation.Of(passing.Items.Count > 0) : null);
                case "All" when function is not null:
                    return new Known(Filter(sequence, function.Callable, invocation) is { } fitting ? ConstantDenotation.Of(fitting.Items.Count == items.Length) : null);
                case "From" when rest is [LayerDenotation first] && _symbols.IsFactType(invocation.TargetMethod.ContainingType):
                    return new Known(sequence.IsOrdered && items.IndexOf(first) is >= 0 and var position ? sequence with { Items = new DenotationList(items.RemoveRange(0, position)) } : null);
                default:
                    return null;
            }
        }

        /// <summary>A list that is changed in place; what cannot be followed is forgotten.</summary>
        private Known? Mutate(IInvocationOperation invocation, SequenceDenotation sequence, ImmutableArray<Denotation?> rest, bool isExtension)
        {
            if (isExtension || invocation.Instance is not { Type.Name: "List" or "HashSet" or "IList" or "ICollection" } list)
            {
                return null;
            }

            var items = sequence.Items.Items;
            switch (invocation.TargetMethod.Name)
            {
                case "Add" when rest is [var added]:
                    StoreInPlace(list, new SequenceDenotation(new DenotationList(items.Add(added)), sequence.IsOrdered));
                    return new Known(null);
                case "AddRange" when rest is [SequenceDenotation { Items.Items: var all }]:
                    StoreInPlace(list, new SequenceDenotation(new DenotationList(items.AddRange(all)), sequence.IsOrdered));
                    return new Known(null);
                case "RemoveAll" when rest is [DelegateDenotation { Callable: var condition }]:
                    StoreInPlace(list, Filter(sequence, condition, invocation, keeps: false));
                    return new Known(null);
                case "Remove" when rest is [{ } removed]:
                    StoreInPlace(list, Filter(sequence, item => !Operators.Equal(item, removed)));
                    return new Known(null);
                case "ForEach" or "Contains" or "ToArray" or "Find" or "FindLast" or "AsReadOnly" or "GetEnumerator" or "Exists" or "TrueForAll" or "IndexOf" or "CopyTo" or "ConvertAll" or "FindAll" or "get_Item":
                    return null;
                default:
                    StoreInPlace(list, null);
                    return new Known(null);
            }
        }

        private void StoreInPlace(IOperation list, Denotation? changed)
        {
            if (list is IFlowCaptureReferenceOperation capture)
            {
                State = State.With(capture.Id, changed);
            }

            Store(list, changed, list.Syntax);
        }

        private SequenceDenotation? Filter(SequenceDenotation sequence, Callable condition, IInvocationOperation call, bool keeps = true)
        {
            var passes = OverEach(condition, sequence, call, asksAll: false);
            var kept = ImmutableArray.CreateBuilder<Denotation?>();
            for (var i = 0; i < sequence.Items.Count; i++)
            {
                if ((passes is EachDenotation each ? each.Values[i] : passes) is not ConstantDenotation { Value: bool passesHere })
                {
                    return null;
                }

                if (passesHere == keeps)
                {
                    kept.Add(sequence.Items[i]);
                }
            }

            return sequence with { Items = new DenotationList(kept.ToImmutable()) };
        }

        private static SequenceDenotation? Filter(SequenceDenotation sequence, Func<Denotation?, bool?> keeps)
        {
            var kept = ImmutableArray.CreateBuilder<Denotation?>();
            foreach (var item in sequence.Items.Items)
            {
                if (keeps(item) is not { } stays)
                {
                    return null;
                }

                if (stays)
                {
                    kept.Add(item);
                }
            }

            return sequence with { Items = new DenotationList(kept.ToImmutable()) };
        }

        private Denotation? One(SequenceDenotation sequence, DelegateDenotation? condition, IInvocationOperation call, ImmutableArray<Denotation?> rest)
        {
            if (condition is null && !rest.IsEmpty)
            {
                return null;
            }

            var candidates = condition is null ? sequence : Filter(sequence, condition.Callable, call);
            if (candidates is { Items.Count: 0 } && call.TargetMethod.Name is "First" or "Single" or "Last" && LibraryMembers.BesideLayers(sequence) is { Items.Count: > 0 } beside)
            {
                // Whoever must find a counter or slot of the checkpoint names what the program does not even list.
                candidates = Filter(beside, condition!.Callable, call);
            }

            if (candidates is null || candidates.Items.Count == 0 || (!candidates.IsOrdered && candidates.Items.Count > 1))
            {
                return null;
            }

            return call.TargetMethod.Name.Contains("Last") ? candidates.Items[candidates.Items.Count - 1] : candidates.Items[0];
        }

        private static SequenceDenotation? Flat(Denotation? collections)
        {
            if (collections is SequenceDenotation)
            {
                return (SequenceDenotation)collections;
            }

            if (collections is not EachDenotation each)
            {
                return null;
            }

            var items = ImmutableArray.CreateBuilder<Denotation?>();
            foreach (var value in each.Values.Items)
            {
                if (value is not SequenceDenotation inner)
                {
                    return null;
                }

                items.AddRange(inner.Items.Items);
            }

            return new SequenceDenotation(new DenotationList(items.ToImmutable()));
        }

        private static SequenceDenotation Part(ImmutableArray<Denotation?> items, string function, int count) => new(new DenotationList(function switch
        {
            "Skip" => items.RemoveRange(0, count),
            "Take" => items.RemoveRange(count, items.Length - count),
            "SkipLast" => items.RemoveRange(items.Length - count, count),
            _ => items.RemoveRange(0, items.Length - count),
        }));

        private static bool? Contains(ImmutableArray<Denotation?> items, Denotation? item)
        {
            bool? contains = false;
            foreach (var candidate in items)
            {
                switch (Operators.Equal(candidate, item))
                {
                    case true:
                        return true;
                    case null:
                        contains = null;
                        break;
                    default:
                        break;
                }
            }

            return contains;
        }

        private static ImmutableArray<Denotation?> Reversed(ImmutableArray<Denotation?> items)
        {
            var reversed = items.ToBuilder();
            reversed.Reverse();
            return reversed.ToImmutable();
        }
    }
}
