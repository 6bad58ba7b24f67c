using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Ops;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>
/// Which of a function's arguments a gradient reaches from its outputs, and what keeps it back from the others. Walks backward through
/// calls, branches and loops, each value of each function once, so in linear time. A function that is called twice is one function
/// here: what reaches it through one call counts for both.
/// </summary>
internal sealed class GradientPaths
{
    /// <summary>A thousand times what real models take; only calls that were woven to take for ever come near it.</summary>
    private const int MostSteps = 20_000_000;

    private readonly FunctionProgram _program;
    private readonly HashSet<(FunctionBody Body, ValueRef Value)> _reached = [];
    private readonly HashSet<(FunctionBody Body, ValueRef Value)> _needed = [];
    private readonly Dictionary<(FunctionBody Body, int Argument), GradientBlock> _blockedArguments = [];
    private readonly HashSet<(FunctionBody Body, int Argument)> _reachedArguments = [];
    private readonly Dictionary<FunctionBody, List<(FunctionBody Body, int Node)>> _callers = [];
    private readonly HashSet<(FunctionBody Body, int Node, bool Gradient)> _entered = [];
    private readonly Queue<(FunctionBody Body, ValueRef Value, GradientBlock Block)> _blocks = new();
    private int _steps;

    private GradientPaths(FunctionProgram program) => _program = program;

    /// <summary>Walks from every output of a function.</summary>
    /// <exception cref="HubModelFormatException">The functions call each other in more ways than anybody would write.</exception>
    public static GradientPaths From(FunctionProgram program, FunctionBody root)
    {
        var paths = new GradientPaths(program);
        paths.WalkGradients(root);
        while (paths._blocks.TryDequeue(out var at))
        {
            paths.WalkBlocked(at.Body, at.Value, at.Block);
        }

        return paths;
    }

    /// <summary>Whether a gradient reaches an argument.</summary>
    public bool Reaches(FunctionBody body, int argument) => _reachedArguments.Contains((body, argument));

    /// <summary>What keeps gradients back from an argument that an output depends on; null where none reaches it because none depends on it.</summary>
    public GradientBlock? BlockOf(FunctionBody body, int argument) => _blockedArguments.GetValueOrDefault((body, argument));

    /// <summary>The nodes that gradients pass, calls included.</summary>
    public HashSet<(FunctionBody Body, int Node)> GradientNodes() => NodesOf(_reached);

    /// <summary>All nodes that an output depends on, calls included.</summary>
    public HashSet<(FunctionBody Body, int Node)> NeededNodes() => NodesOf(_reached.Concat(_needed));

    /// <summary>The calls of a function that were met on the way.</summary>
    public IReadOnlyList<(FunctionBody Body, int Node)> CallersOf(FunctionBody body) => _callers.TryGetValue(body, out var callers) ? callers : [];

    private static HashSet<(FunctionBody Body, int Node)> NodesOf(IEnumerable<(FunctionBody Body, ValueRef Value)> values) =>
        [.. values.Where(static v => !v.Value.IsArgument).Select(static v => (v.Body, v.Value.Source))];

    private void WalkGradients(FunctionBody root)
    {
        var pending = new Stack<(FunctionBody Body, ValueRef Value)>();
        foreach (var value in root.Returns)
        {
            pending.Push((root, value));
        }

        while (pending.TryPop(out var at))
        {
            if (!at.Value.IsKnown)
            {
                continue;
            }

            if (at.Value.IsArgument)
            {
                if (_reachedArguments.Add((at.Body, at.Value.Argument)))
                {
                    PushCallers(at.Body, at.Value.Argument, gradient: true, (body, value) => pending.Push((body, value)));
                }

                continue;
            }

            var node = at.Body.Nodes[at.Value.Source];
            if (_program.CallOf(node) is { } call)
            {
                if (_reached.Add(at))
                {
                    Enter(at.Body, at.Value, call, gradient: true, (body, value) => pending.Push((body, value)));
                }

                continue;
            }

            if (Block(at.Body, node, at.Value) is { } block)
            {
                _blocks.Enqueue((at.Body, at.Value, block));
            }
            else if (_reached.Add(at))
            {
                foreach (var input in at.Body.InputsOf(at.Value.Source))
                {
                    pending.Push((at.Body, input));
                }
            }
        }
    }

    /// <summary>Everything behind a blocking node that no gradient reaches another way is blocked by it.</summary>
    private void WalkBlocked(FunctionBody start, ValueRef first, GradientBlock block)
    {
        var pending = new Stack<(FunctionBody Body, ValueRef Value)>();
        pending.Push((start, first));
        while (pending.TryPop(out var at))
        {
            if (!at.Value.IsKnown || _reached.Contains(at))
            {
                continue;
            }

            if (at.Value.IsArgument)
            {
                var argument = (at.Body, at.Value.Argument);
                if (!_reachedArguments.Contains(argument) && _blockedArguments.TryAdd(argument, block))
                {
                    PushCallers(at.Body, at.Value.Argument, gradient: false, (body, value) => pending.Push((body, value)));
                }

                continue;
            }

            if (!_needed.Add(at))
            {
                continue;
            }

            if (_program.CallOf(at.Body.Nodes[at.Value.Source]) is { } call)
            {
                Enter(at.Body, at.Value, call, gradient: false, (body, value) => pending.Push((body, value)));
                continue;
            }

            foreach (var input in at.Body.InputsOf(at.Value.Source))
            {
                pending.Push((at.Body, input));
            }
        }
    }

    private void Enter(FunctionBody body, ValueRef value, FunctionCall call, bool gradient, Action<FunctionBody, ValueRef> push)
    {
        foreach (var callee in call.Callees)
        {
            if (value.Output < callee.Returns.Length)
            {
                push(callee, callee.Returns[value.Output]);
            }
        }

        if (!_entered.Add((body, value.Source, gradient)))
        {
            return;
        }

        // What was found in a callee before it had this caller holds for this caller too.
        foreach (var callee in call.Callees.Concat(call.Condition is { } condition ? [condition] : []).Distinct())
        {
            if (!_callers.TryGetValue(callee, out var callers))
            {
                _callers.Add(callee, callers = []);
            }

            if (!_entered.Contains((body, value.Source, !gradient)))
            {
                callers.Add((body, value.Source));
            }

            var known = Math.Min(callee.Arguments.Count, body.InputsOf(value.Source).Length - call.FirstArgument);
            for (var argument = 0; argument < known; argument++)
            {
                Step();
                if (_reachedArguments.Contains((callee, argument)) || (!gradient && _blockedArguments.ContainsKey((callee, argument))))
                {
                    foreach (var (caller, input) in Inputs(body, value.Source, callee, argument))
                    {
                        push(caller, input);
                    }
                }
            }
        }

        // The inputs that choose a branch, and the condition of a loop, take no gradients.
        if (call.FirstArgument > 0 || call.Condition is not null)
        {
            var choice = new GradientBlock(ReasonCodes.NoGradientPath, body.Nodes[value.Source].Op, Place(body, body.Nodes[value.Source]));
            foreach (var input in body.InputsOf(value.Source).Take(call.FirstArgument))
            {
                _blocks.Enqueue((body, input, choice));
            }

            if (call.Condition is { Returns.Length: > 0 } test)
            {
                _blocks.Enqueue((test, test.Returns[0], choice));
            }
        }
    }

    private void PushCallers(FunctionBody body, int argument, bool gradient, Action<FunctionBody, ValueRef> push)
    {
        foreach (var (caller, node) in _callers.GetValueOrDefault(body) ?? [])
        {
            Step();
            if (_entered.Contains((caller, node, gradient)) || !gradient)
            {
                foreach (var (at, input) in Inputs(caller, node, body, argument))
                {
                    push(at, input);
                }
            }
        }
    }

    private void Step()
    {
        if (++_steps > MostSteps)
        {
            throw new HubModelFormatException("saved_model.pb", "its functions call each other in more ways than can be followed", "check where the model is from");
        }
    }

    /// <summary>Where a callee's argument comes from: the call's input; in a loop also what the body returned the round before.</summary>
    private IEnumerable<(FunctionBody Body, ValueRef Value)> Inputs(FunctionBody caller, int node, FunctionBody callee, int argument)
    {
        var call = _program.CallOf(caller.Nodes[node])!;
        var inputs = caller.InputsOf(node);
        if (argument + call.FirstArgument < inputs.Length)
        {
            yield return (caller, inputs[argument + call.FirstArgument]);
        }

        if (call.Condition is not null && argument < call.Callees[0].Returns.Length)
        {
            yield return (call.Callees[0], call.Callees[0].Returns[argument]);
        }
    }

    private GradientBlock? Block(FunctionBody body, SavedNode node, ValueRef value)
    {
        if (TensorFlowGradients.IsStop(node.Op))
        {
            return new GradientBlock(ReasonCodes.StopGradient, node.Op, Place(body, node));
        }

        // TensorFlow itself makes an exception of calls, whose gradient it writes anew.
        if (node.TryGetAttribute("_gradient_op_type", out var custom))
        {
            return _program.SavedGradients.Contains(custom.S?.ToStringUtf8() ?? "") ? null : new GradientBlock(ReasonCodes.MissingCustomGradient, node.Op, Place(body, node));
        }

        if (node.Op == "Cast" && (IsOther(node, "SrcT") || IsOther(node, "DstT")))
        {
            return new GradientBlock(ReasonCodes.NoGradientPath, node.Op, Place(body, node));
        }

        return TensorFlowGradients.Passes(node.Op, value.Output, value.Name) switch
        {
            true => null,
            false => new GradientBlock(ReasonCodes.NoGradientPath, node.Op, Place(body, node)),
            null => new GradientBlock(ReasonCodes.MissingCustomOp, node.Op, Place(body, node)),
        };
    }

    private static bool IsOther(SavedNode node, string attribute) => node.TryGetAttribute(attribute, out var type) && !DTypes.IsFloating(type.Type) && type.Type is not (DataType.DtComplex64 or DataType.DtComplex128);

    private static string Place(FunctionBody body, SavedNode node) => body.Name.Length == 0 ? node.Name : body.Name + "/" + node.Name;
}
