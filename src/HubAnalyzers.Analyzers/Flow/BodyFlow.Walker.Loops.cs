using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>Loops over known elements: all elements are gone through at once, and at the loop's end it is known which have been asked what.</summary>
    private sealed partial class Walker
    {
        private static EnumeratorDenotation? Enumerate(SyntaxNode loop, Denotation? collection)
        {
            switch (collection)
            {
                case SequenceDenotation sequence:
                    return new EnumeratorDenotation(loop, sequence.Items);
                case EachDenotation each:
                    var items = ImmutableArray.CreateBuilder<Denotation?>();
                    foreach (var value in each.Values.Items)
                    {
                        if (value is not SequenceDenotation inner)
                        {
                            return null;
                        }

                        items.AddRange(inner.Items.Items);
                    }

                    return new EnumeratorDenotation(loop, new DenotationList(items.ToImmutable()), each);
                default:
                    return null;
            }
        }

        private ConstantDenotation? MoveNext(EnumeratorDenotation enumerator)
        {
            // Who comes here for the first time has an element before him, if there is one.
            var isFirst = State.LoopOf(enumerator.Loop) is null;
            EndRound(enumerator.Loop, enumerator.Outer);
            return enumerator.Items.Count == 0 ? ConstantDenotation.False : isFirst ? ConstantDenotation.True : null;
        }

        private Denotation? Current(EnumeratorDenotation enumerator)
        {
            State = State.With(enumerator.Loop, LoopState.Over(enumerator.Items.Count, InnerPositions(enumerator)));
            return enumerator.Items.Count == 1 ? enumerator.Items[0] : new EachDenotation(enumerator.Loop, enumerator.Items);
        }

        /// <summary>The condition of a loop, where one side is its counter.</summary>
        private BoundDenotation? Compare(IBinaryOperation binary)
        {
            if (binary.LeftOperand is not ILocalReferenceOperation { Local: var variable } || State[variable] is not CounterDenotation counter || Visit(binary.RightOperand).Int32() is not { } bound)
            {
                return null;
            }

            var isFirst = State.LoopOf(variable) is null;
            EndRound(variable, outer: null);
            State = State.With(variable, counter);
            return (counter.Step, binary.OperatorKind) switch
            {
                (1, BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals) => Positions(counter, counter.Start, bound, isFirst),
                (1, BinaryOperatorKind.LessThanOrEqual) => Positions(counter, counter.Start, bound + 1, isFirst),
                (-1, BinaryOperatorKind.GreaterThanOrEqual) => Positions(counter, bound, counter.Start + 1, isFirst),
                (-1, BinaryOperatorKind.GreaterThan or BinaryOperatorKind.NotEquals) => Positions(counter, bound + 1, counter.Start + 1, isFirst),
                _ => null,
            };
        }

        // No model has so many layers; a loop to a million is about something else.
        private static BoundDenotation? Positions(CounterDenotation counter, int first, int end, bool isFirst) =>
            first >= 0 && end <= MostPositions ? new BoundDenotation(counter, first, end, isFirst) : null;

        /// <summary>A loop has been through its elements or comes to its next: what every one of them was asked is asked of all.</summary>
        private void EndRound(object loop, EachDenotation? outer)
        {
            if (State.LoopOf(loop) is { } ended)
            {
                foreach (var pair in ended.Written)
                {
                    EndWrite(pair.Key, pair.Value, outer, loop as SyntaxNode);
                }

                State = State.Leave(loop);
            }
        }

        private void EndWrite(SyntaxNode place, LoopWrite write, EachDenotation? outer, SyntaxNode? loop)
        {
            if (outer is null)
            {
                if (findings is not null && !CanLeaveEarly(graph, block))
                {
                    Request(Flatten(write), AllOf(Flatten(write)), reachesAll: true, place, loop);
                }

                return;
            }

            if (State.LoopOf(outer) is not { } around || CanLeaveEarly(graph, block))
            {
                return;
            }

            // An inner loop's end is one step of the outer loop: its element has had some of its own elements asked.
            var offset = 0;
            var targets = ImmutableArray.CreateBuilder<Denotation?>(outer.Values.Count);
            foreach (var value in outer.Values.Items)
            {
                var own = ImmutableArray.CreateBuilder<Denotation?>();
                for (var i = 0; i < ((SequenceDenotation)value!).Items.Count; i++, offset++)
                {
                    if (write.Positions.Contains(offset))
                    {
                        own.Add(write.Targets[offset]);
                    }
                }

                targets.Add(own.Count == 0 ? null : new SequenceDenotation(new DenotationList(own.ToImmutable())));
            }

            var positions = PositionSet.Where(targets.Count, i => targets[i] is not null && around.May.Contains(i));
            State = State.With(outer.Loop, around.Write(place, positions, new DenotationList(targets.ToImmutable())));
        }

        private static DenotationList Flatten(LoopWrite write)
        {
            var targets = ImmutableArray.CreateBuilder<Denotation?>();
            foreach (var position in write.Positions.Positions())
            {
                if (write.Targets[position] is SequenceDenotation inner)
                {
                    targets.AddRange(inner.Items.Items);
                }
                else
                {
                    targets.Add(write.Targets[position]);
                }
            }

            return new DenotationList(targets.ToImmutable());
        }

        private static PositionSet AllOf(DenotationList list) => PositionSet.Where(list.Count, static _ => true);

        /// <summary>The elements that an inner loop can be at: those of the elements that the outer loop can be at.</summary>
        private System.Func<int, bool> InnerPositions(EnumeratorDenotation enumerator)
        {
            if (enumerator.Outer is not { } outer || State.LoopOf(outer) is not { } around)
            {
                return static _ => true;
            }

            var owners = ImmutableArray.CreateBuilder<bool>(enumerator.Items.Count);
            for (var i = 0; i < outer.Values.Count; i++)
            {
                for (var j = 0; j < ((SequenceDenotation)outer.Values[i]!).Items.Count; j++)
                {
                    owners.Add(around.May.Contains(i));
                }
            }

            var admitted = owners.ToImmutable();
            return i => admitted[i];
        }

        /// <summary>Runs a lambda or method over each element of a sequence: what it gives for each.</summary>
        private Denotation? OverEach(Callable callable, SequenceDenotation sequence, IInvocationOperation call, bool asksAll)
        {
            if (sequence.Items.Count == 0)
            {
                return null;
            }

            // A lambda runs within the state of its call; its own loop must not be that of another call in the same expression.
            var loop = call.Syntax;
            State = State.With(loop, LoopState.Over(sequence.Items.Count, static _ => true));
            var positions = ImmutableArray.CreateBuilder<Denotation?>(sequence.Items.Count);
            for (var i = 0; i < sequence.Items.Count; i++)
            {
                positions.Add(new ConstantDenotation(i));
            }

            var element = sequence.Items.Count == 1 ? sequence.Items[0] : new EachDenotation(loop, sequence.Items);
            var index = sequence.IsOrdered ? new EachDenotation(loop, new DenotationList(positions.MoveToImmutable())) : null;
            var given = Call(callable, ImmutableArray.Create<Denotation?>(element, index), call.Syntax);
            if (State.LoopOf(loop) is { } ended)
            {
                foreach (var pair in ended.Written)
                {
                    if (asksAll || (call.TargetMethod.Name == "All" && IsTrueForEach(given)))
                    {
                        var place = call.Syntax.Contains(pair.Key) ? pair.Key : call.Syntax;
                        Request(pair.Value.Targets, pair.Value.Positions, reachesAll: true, place, call.Syntax);
                    }
                }

                State = State.Leave(loop);
            }

            return given is EachDenotation each && !each.Loop.Equals(loop) ? null : given;
        }

        /// <summary>Whether a condition holds of every element, so that none of them is left out.</summary>
        private static bool IsTrueForEach(Denotation? given)
        {
            foreach (var value in given is EachDenotation each ? each.Values.Items : ImmutableArray.Create(given))
            {
                if (!value.IsTrue())
                {
                    return false;
                }
            }

            return true;
        }
    }
}
