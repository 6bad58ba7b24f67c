using System.Collections.Generic;
using System.Linq;

namespace HubAnalyzers.Runtime.Import;

/// <summary>Finds the statistic of the batch in what moves an average towards it: <c>v -= (v - batch) * share</c> and its other spellings.</summary>
internal sealed class MovingAverage
{
    private static readonly HashSet<string> _sums = ["Add", "AddV2", "Sub", "AddN"];
    private static readonly HashSet<string> _products = ["Mul", "RealDiv", "Neg", "Cast", "Identity"];
    private static readonly HashSet<string> _choices = ["Select", "SelectV2"];

    // What gives the numbers it gets in another shape or scale, from its first input.
    private static readonly HashSet<string> _sameNumbers = ["Squeeze", "Reshape", "ExpandDims", "Cast", "Identity", "StopGradient"];

    private readonly ImportedGraph _graph;
    private readonly bool[] _fromData;

    public MovingAverage(ImportedGraph graph)
    {
        _graph = graph;

        // A scalar that a caller passes is a momentum, no batch.
        _fromData = Reached(static (graph, v) => v.Source == ValueSource.Input && graph.Inputs[v.Index].Shape is not { Count: 0 });
    }

    /// <summary>The values that a fused batch normalization computes of its batch, on which an update depends.</summary>
    public IReadOnlyList<ValueRef> FusedStatistics(GraphUpdate update)
    {
        var found = new List<ValueRef>();
        var seen = new HashSet<int>();
        var work = new Stack<ValueRef>([update.Value]);
        while (work.TryPop(out var value))
        {
            if (value.Source != ValueSource.Node)
            {
                continue;
            }

            var node = _graph.Nodes[value.Index];
            if (BatchNorms.IsOfBatch(node))
            {
                if (value.Output is 1 or 2 && !found.Contains(value))
                {
                    found.Add(value);
                }
            }
            else if (seen.Add(value.Index))
            {
                foreach (var input in node.Inputs)
                {
                    work.Push(input);
                }
            }
        }

        return found;
    }

    /// <summary>The statistic of the batch, as it is first computed; null where the update has another form.</summary>
    public ValueRef? Statistic(GraphUpdate update)
    {
        var fromVariable = Reached((_, v) => v.Source == ValueSource.Variable && v.Index == update.Variable);
        return Find(update.Value) is { } found ? FirstComputed(found) : null;

        // Goes down where the variable is, and takes what it is added to or subtracted from.
        ValueRef? Find(ValueRef value)
        {
            while (IsIn(fromVariable, value) && value.Source == ValueSource.Node)
            {
                var node = _graph.Nodes[value.Index];
                var inputs = _choices.Contains(node.Op) ? node.Inputs.Skip(1).ToList() : node.Inputs;
                var data = inputs.Where(i => !Depends(i) && IsIn(_fromData, i)).ToList();
                if (_sums.Contains(node.Op) && data.Count == 1)
                {
                    return data[0];
                }

                if (!(_sums.Contains(node.Op) || _products.Contains(node.Op) || _choices.Contains(node.Op)) || inputs.FirstOrDefault(i => i.Source == ValueSource.Node && Depends(i)) is not { Source: ValueSource.Node } next)
                {
                    return null;
                }

                value = next;
            }

            return update.Kind == UpdateKind.Assign && value.Source == ValueSource.Node ? value : null;
        }

        bool Depends(ValueRef value) => IsIn(fromVariable, value) || (value.Source == ValueSource.Variable && value.Index == update.Variable);
    }

    private ValueRef FirstComputed(ValueRef value)
    {
        while (value.Source == ValueSource.Node)
        {
            var node = _graph.Nodes[value.Index];
            if (_sameNumbers.Contains(node.Op))
            {
                value = node.Inputs[0];
            }
            else if (node.Op == "Mul" && node.Inputs.Where(i => IsIn(_fromData, i)).ToList() is [var only])
            {
                value = only;
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private static bool IsIn(bool[] nodes, ValueRef value) => value.Source == ValueSource.Node && nodes[value.Index];

    /// <summary>The nodes that depend on a value.</summary>
    private bool[] Reached(System.Func<ImportedGraph, ValueRef, bool> isSource)
    {
        var reached = new bool[_graph.Nodes.Count];
        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] = _graph.Nodes[i].Inputs.Any(v => v.Source == ValueSource.Node ? reached[v.Index] : isSource(_graph, v));
        }

        return reached;
    }
}
