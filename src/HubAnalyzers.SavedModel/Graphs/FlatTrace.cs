using System.Collections.Generic;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// A trace with its calls inlined: what its outputs need, each node after what it takes, inputs from the first. So what a layer is
/// applied to comes before the layer's own variables. Branches and loops stay single nodes.
/// </summary>
internal sealed class FlatTrace
{
    /// <summary>Far more than any real model has.</summary>
    private const int MostNodes = 500_000;

    /// <summary>Calls that call each other again and again, twice at each level, end here: a few kilobytes would else be gigabytes.</summary>
    private const int MostCalls = 20_000;

    private const int MostInputs = 4_000_000;
    private const int DeepestCalls = 64;

    private readonly FunctionProgram _program;
    private readonly List<FlatNode> _nodes = [];
    private int _inputs;
    private readonly Dictionary<(CallFrame Frame, int Source), FlatNode> _known = [];
    private readonly Dictionary<(CallFrame Caller, int Node), CallFrame> _frames = [];
    private readonly Stack<(FlatNode Node, CallFrame? Frame, int Source, int Next)> _pending = new();

    private readonly CallFrame _root;
    private Dictionary<FlatNode, List<FlatNode>>? _users;

    private FlatTrace(FunctionProgram program, CallFrame root)
    {
        _program = program;
        _root = root;
    }

    /// <summary>The nodes, each after what it takes.</summary>
    public IReadOnlyList<FlatNode> Nodes => _nodes;

    /// <summary>What the trace returns, in the order of its outputs; null where the graph does not hold together.</summary>
    public IReadOnlyList<(FlatNode Node, int Output)?> Returns { get; private set; } = [];

    /// <summary>Inlines a function; a graph that is too large or calls itself comes out incomplete.</summary>
    public static FlatTrace Of(FunctionProgram program, FunctionBody root)
    {
        var frame = new CallFrame(root, null, -1);
        var trace = new FlatTrace(program, frame);
        var returns = new List<(FlatNode, int)?>();
        foreach (var value in root.Returns)
        {
            returns.Add(trace.Take(frame, value));
            trace.Work();
        }

        trace.Returns = returns;
        return trace;
    }

    /// <summary>What the trace is given as one of its arguments; null where no output needs it.</summary>
    public FlatNode? Argument(int argument) => _known.GetValueOrDefault((_root, ~argument));

    /// <summary>The nodes that take a value of a node, once for each time that they do.</summary>
    public IReadOnlyList<FlatNode> UsersOf(FlatNode node)
    {
        if (_users is null)
        {
            _users = [];
            foreach (var user in _nodes)
            {
                foreach (var (input, _) in user.Inputs)
                {
                    if (!_users.TryGetValue(input, out var list))
                    {
                        _users.Add(input, list = []);
                    }

                    list.Add(user);
                }
            }
        }

        return _users.TryGetValue(node, out var found) ? found : [];
    }

    private void Work()
    {
        while (_pending.TryPop(out var at))
        {
            var inputs = at.Frame is null ? [] : at.Frame.Body.InputsOf(at.Source);
            if (at.Next == inputs.Length || ++_inputs > MostInputs)
            {
                _nodes.Add(at.Node);
                continue;
            }

            // One input at a time: the next is taken when all that this one needs is there.
            _pending.Push(at with { Next = at.Next + 1 });
            if (Take(at.Frame!, inputs[at.Next]) is { } taken)
            {
                at.Node.Inputs.Add(taken);
            }
        }
    }

    /// <summary>The node behind a value, through calls and arguments.</summary>
    private (FlatNode Node, int Output)? Take(CallFrame frame, ValueRef value)
    {
        while (true)
        {
            if (!value.IsKnown)
            {
                return null;
            }

            if (value.IsArgument)
            {
                if (frame.Caller is not { } caller)
                {
                    return (Known(frame, value.Source, null), 0);
                }

                var inputs = caller.Body.InputsOf(frame.Call);
                if (value.Argument >= inputs.Length)
                {
                    return null;
                }

                value = inputs[value.Argument];
                frame = caller;
                continue;
            }

            var node = frame.Body.Nodes[value.Source];
            if (node.Op is not ("PartitionedCall" or "StatefulPartitionedCall") || frame.Depth >= DeepestCalls || _frames.Count >= MostCalls || _program.CallOf(node) is not { } call)
            {
                return (Known(frame, value.Source, frame), NumberOf(node.Op, value));
            }

            if (!_frames.TryGetValue((frame, value.Source), out var callee))
            {
                _frames.Add((frame, value.Source), callee = new CallFrame(call.Callees[0], frame, value.Source));
            }

            if (value.Output >= callee.Body.Returns.Length)
            {
                return null;
            }

            value = callee.Body.Returns[value.Output];
            frame = callee;
        }
    }

    private FlatNode Known(CallFrame frame, int source, CallFrame? inputs)
    {
        if (!_known.TryGetValue((frame, source), out var node))
        {
            _known.Add((frame, source), node = inputs is null ? new FlatNode(null, ~source, frame, source) : new FlatNode(frame.Body.Nodes[source], -1, frame, source));
            if (_known.Count <= MostNodes)
            {
                _pending.Push((node, inputs, source, 0));
            }
        }

        return node;
    }

    /// <summary>Of an op with several outputs of different names, which is meant; the others are numbered already.</summary>
    private static int NumberOf(string op, ValueRef value) => (op, value.Name) switch
    {
        ("TopKV2" or "TopK", "indices") => 1,
        ("MaxPoolWithArgmax", "argmax") => 1,
        ("FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3", not ("y" or "")) => 1,
        _ => value.Output,
    };
}
