using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Native;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Bundles;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Execution;

/// <summary>
/// Runs an imported graph with torch. Gradients are recorded for variables of the store that require them, unless the caller forbids it.
/// Values are freed after their last use; only results outlive a run, and what is the same in every run.
/// </summary>
internal sealed class GraphExecutor : IDisposable
{
    private readonly VariableStore _variables;
    private readonly Kernel[] _kernels;
    private readonly GraphExecutor[][] _bodies;
    private readonly int[] _lastUse;
    private readonly bool[] _isFixed;
    private readonly bool[] _isUsed;
    private readonly bool[] _isExactInput;
    private readonly ImportOptions _exact;
    private readonly Value[]?[] _kept;
    private bool _hasKept;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="variables">The values of its variables.</param>
    /// <param name="trained">
    /// The names of the variables that train. What depends on others only is then computed once and kept: whoever changes one of those
    /// makes a new executor. Where null, only constants are kept.
    /// </param>
    /// <exception cref="HubUnsupportedOpException">The graph holds operations that the engine does not have; all are named.</exception>
    public GraphExecutor(ImportedGraph graph, VariableStore variables, IReadOnlySet<string>? trained = null)
        : this(graph, variables, trained is null ? null : GraphFlow.MovingIn(graph, trained), isBody: false)
    {
    }

    private GraphExecutor(ImportedGraph graph, VariableStore variables, HashSet<string>? moving, bool isBody)
    {
        if (!isBody)
        {
            OpTable.RequireSupported(graph);
        }

        Graph = graph;
        _variables = variables;
        variables.Add(graph.Variables);
        _kernels = [.. graph.Nodes.Select(static n => OpTable.Find(n.Op)!)];
        _bodies = [.. graph.Nodes.Select(n => n.Bodies.Select(b => new GraphExecutor(b, variables, moving, isBody: true)).ToArray())];
        _exact = variables.Options.Exact();
        _isExactInput = [.. graph.Inputs.Select((_, i) => variables.Options.IsReduced && ReducedPrecision.IsExactInput(graph, i))];
        _kept = new Value[]?[graph.Nodes.Count];
        _isFixed = Fixed(graph, moving);
        _isUsed = Used(graph, _isFixed);
        _lastUse = LastUses(graph);
    }

    public ImportedGraph Graph { get; }

    private bool IsReduced => _variables.Options.IsReduced;

    /// <summary>Runs the graph.</summary>
    /// <param name="inputs">One tensor per input of the graph, of its type and shape.</param>
    /// <param name="applyUpdates">Whether the changes that the trace makes to variables (moving averages) are carried out.</param>
    /// <returns>The results in the graph's order; the caller owns them.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    /// <exception cref="HubOutOfMemoryException">There is not enough memory for what the inputs ask for.</exception>
    public Tensor[] Run(IReadOnlyList<Tensor> inputs, bool applyUpdates = true)
    {
        try
        {
            return RunGraph(inputs, applyUpdates);
        }
        catch (ExternalException e) when (AllocationFailures.Of(e, $"{Graph.File}: the call on {string.Join(", ", inputs.Select(static i => ShapeText.Of(i.shape)))}") is { } failure)
        {
            throw failure;
        }
    }

    private Tensor[] RunGraph(IReadOnlyList<Tensor> inputs, bool applyUpdates)
    {
        using var scope = NewDisposeScope();
        using var kept = new KeptTensors();
        var arguments = CheckInputs(inputs);
        var values = Compute(arguments, kept);
        var results = Graph.Outputs.Select(o => Value(o.Value, arguments, values).Tensor ?? throw new NotSupportedException($"{Graph.File}: result '{o.Name}' is a list of tensors; use a signature with tensors")).ToArray();
        if (applyUpdates)
        {
            ApplyUpdates(arguments, values);
        }

        // A result that is an input or a variable itself must not be the caller's to dispose.
        return [.. results.Select(r => (IsReduced && r.dtype == _variables.Options.FloatType ? r.to(_variables.Options.WeightType) : r.alias()).MoveToOuterDisposeScope())];
    }

    public void Dispose()
    {
        foreach (var inner in _bodies.SelectMany(static b => b))
        {
            inner.Dispose();
        }

        ForgetKept();
    }

    /// <summary>Frees what was kept; it is computed anew when it is needed.</summary>
    public void ForgetKept()
    {
        for (var i = 0; i < _kept.Length; i++)
        {
            Forget(i);
        }

        _hasKept = false;
    }

    /// <summary>Throws unless the inputs are what the graph takes.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public void RequireFit(IReadOnlyList<Tensor> inputs)
    {
        using var scope = NewDisposeScope();
        CheckInputs(inputs);
    }

    /// <summary>The nodes whose results are the same in each run. A list is made anew, since those who take it hold on to its items.</summary>
    private static bool[] Fixed(ImportedGraph graph, HashSet<string>? moving)
    {
        var flow = moving is null ? null : new GraphFlow(graph, moving);
        var isFixed = new bool[graph.Nodes.Count];
        for (var i = 0; i < isFixed.Length; i++)
        {
            var node = graph.Nodes[i];
            isFixed[i] = node.Op == "Const" || (flow?.IsFixed(new ValueRef(ValueSource.Node, i)) == true
                && node.Bodies.Count == 0
                && !node.Op.Contains("TensorList", StringComparison.Ordinal)
                && node.Inputs.All(v => v.Source == ValueSource.Variable || isFixed[v.Index]));
        }

        return isFixed;
    }

    /// <summary>The fixed nodes that one which is not, or a result, takes.</summary>
    private static bool[] Used(ImportedGraph graph, bool[] isFixed)
    {
        var isUsed = new bool[isFixed.Length];
        foreach (var value in graph.Nodes.Where((_, i) => !isFixed[i]).SelectMany(static n => n.Inputs)
            .Concat(graph.Outputs.Select(static o => o.Value)).Concat(graph.Updates.Select(static u => u.Value)))
        {
            if (value.Source == ValueSource.Node)
            {
                isUsed[value.Index] = isFixed[value.Index];
            }
        }

        return isUsed;
    }

    private static int[] LastUses(ImportedGraph graph)
    {
        var lastUse = Enumerable.Range(0, graph.Nodes.Count).ToArray();
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (var input in graph.Nodes[i].Inputs)
            {
                if (input.Source == ValueSource.Node)
                {
                    lastUse[input.Index] = i;
                }
            }
        }

        foreach (var kept in graph.Outputs.Select(static o => o.Value).Concat(graph.Updates.Select(static u => u.Value)))
        {
            if (kept.Source == ValueSource.Node)
            {
                lastUse[kept.Index] = int.MaxValue;
            }
        }

        return lastUse;
    }

    private Value[] CheckInputs(IReadOnlyList<Tensor> inputs)
    {
        if (inputs.Count != Graph.Inputs.Count)
        {
            throw new ArgumentException($"the call takes {Graph.Inputs.Count} inputs ({string.Join(", ", Graph.Inputs.Select(static i => i.Name))}), {inputs.Count} were given", nameof(inputs));
        }

        var checkedInputs = new Value[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            var expected = Graph.Inputs[i];
            var given = inputs[i];
            if (expected.DType == DataType.DtInvalid)
            {
                // What another part of the same graph computed, given out as a result in the weights' type.
                checkedInputs[i] = IsReduced && !_isExactInput[i] && given.dtype == _variables.Options.WeightType ? given.to(_variables.Options.FloatType) : given.alias();
                continue;
            }

            var type = OpCall.TorchType(expected.DType, _isExactInput[i] ? _exact : _variables.Options);
            if (given.dtype != type && !(given.is_floating_point() && type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16))
            {
                throw new ArgumentException($"input '{expected.Name}' takes {DTypes.NameOf(expected.DType)}, {given.dtype} was given", nameof(inputs));
            }

            if (expected.Shape is { } shape
                && (shape.Count != given.dim() || shape.Where((d, axis) => d >= 0 && d != given.shape[axis]).Any()))
            {
                throw new ArgumentException(
                    $"input '{expected.Name}' takes shape {ShapeText.Of(shape)}, [{string.Join(", ", given.shape)}] was given",
                    nameof(inputs));
            }

            var device = _variables.Options.Device ?? CPU;
            checkedInputs[i] = given.dtype == type && given.device_type == device.type && (device.type == DeviceType.CPU || given.device_index == device.index) ? given.alias() : given.to(type!.Value, device);
        }

        return checkedInputs;
    }

    private Value[] RunBody(Value[] inputs, KeptTensors kept)
    {
        using var scope = NewDisposeScope();
        var values = Compute(inputs, kept);
        return [.. Graph.Outputs.Select(o => Value(o.Value, inputs, values)).Select(static v => v.Tensor is { } tensor ? tensor.alias().MoveToOuterDisposeScope() : v)];
    }

    private Value[]?[] Compute(Value[] arguments, KeptTensors kept)
    {
        KeepFixed();
        var values = new Value[]?[Graph.Nodes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!_isFixed[i])
            {
                values[i] = Compute(i, arguments, values, kept);
                Free(i, values);
            }
        }

        return values;
    }

    /// <summary>Computes what is the same in each run, unless that is there already.</summary>
    private void KeepFixed()
    {
        lock (_kept)
        {
            if (!_hasKept)
            {
                ComputeFixed();
                _hasKept = true;
            }
        }
    }

    private void ComputeFixed()
    {
        using (no_grad())
        {
            for (var i = 0; i < _kept.Length; i++)
            {
                if (!_isFixed[i])
                {
                    continue;
                }

                Forget(i);
                using var scope = NewDisposeScope();
                _kept[i] = Graph.Nodes[i].Op == "Const" ? [LoadConstant(Graph.Nodes[i])] : Compute(i, [], [], []);
                foreach (var value in _kept[i]!)
                {
                    value.Tensor?.DetachFromDisposeScope();
                }
            }
        }

        // What only led to a kept value has done its work.
        for (var i = 0; i < _kept.Length; i++)
        {
            if (_isFixed[i] && !_isUsed[i])
            {
                Forget(i);
            }
        }
    }

    private void Forget(int index)
    {
        foreach (var value in _kept[index] ?? [])
        {
            value.Tensor?.Dispose();
        }

        _kept[index] = null;
    }

    private Value[] Compute(int index, Value[] arguments, Value[]?[] values, KeptTensors kept)
    {
        // What a kernel makes on the way is freed at once: a handle that is left holds the memory of what is freed later.
        using var scope = NewDisposeScope();
        var node = Graph.Nodes[index];
        var inputs = new Value[node.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Value(node.Inputs[i], arguments, values);
            if (IsReduced && inputs[i].Tensor is { } given)
            {
                inputs[i] = InPrecisionOf(node, i, given);
            }
        }

        try
        {
            Body[] bodies = _bodies[index].Length == 0 ? [] : [.. _bodies[index].Select(b => (Body)(arguments => b.RunBody(arguments, kept)))];
            var results = _kernels[index](new OpCall(node, inputs, node.IsExact ? _exact : _variables.Options, bodies, kept));
            for (var i = 0; i < results.Length; i++)
            {
                // Each value has its own handle, so that freeing one frees no other.
                if (results[i].Tensor is { } result)
                {
                    result = inputs.Any(v => ReferenceEquals(v.Tensor, result)) ? result.alias() : result;
                    results[i] = scope.MoveToOuter(result);
                }
            }

            return results;
        }
        catch (Exception e) when (OpCall.IsRefusal(e) && e is not HubModelFormatException && !e.Message.StartsWith(Graph.File, StringComparison.Ordinal))
        {
            var shapes = string.Join(", ", inputs.Select(static v => v.Tensor is { } t ? $"[{string.Join(", ", t.shape)}]" : $"a list of {v.List?.Count ?? 0}"));
            if (AllocationFailures.Of(e, $"{Graph.File}: node '{node.Name}' ({node.Op}) on {shapes}") is { } failure)
            {
                throw failure;
            }

            throw new InvalidOperationException($"{Graph.File}: node '{node.Name}' ({node.Op}) cannot compute on {shapes}: {e.Message.Split('\n')[0]}", e);
        }
    }

    /// <summary>An input in the numbers that a node computes with.</summary>
    private Tensor InPrecisionOf(GraphNode node, int input, Tensor given)
    {
        var (full, reduced) = (_variables.Options.WeightType, _variables.Options.FloatType);
        if (node.IsExact)
        {
            return given.dtype == reduced ? given.to(full) : given;
        }

        return given.dtype == full && !ReducedPrecision.TakesExact(node, input) ? given.to(reduced) : given;
    }

    private Tensor LoadConstant(GraphNode node)
    {
        var proto = node.Attributes.Tensor("value")
            ?? throw new HubModelFormatException(Graph.File, $"constant '{node.Name}' has no value", "download the model again, or export it anew");
        var constant = ConstantTensor.Decode(proto, Graph.File, node.Name);
        using var scope = NewDisposeScope();
        var tensor = TensorTypes.FromBytes(constant.Bytes, TensorTypes.ToTorch(constant.DType)!.Value, constant.Shape);
        if (tensor.is_floating_point())
        {
            tensor = tensor.to(OpCall.TorchType(constant.DType, node.IsExact ? _exact : _variables.Options)!.Value, _variables.Options.Device ?? CPU);
        }

        return tensor.DetachFromDisposeScope();
    }

    private Value Value(ValueRef reference, Value[] arguments, Value[]?[] values)
    {
        switch (reference.Source)
        {
            case ValueSource.Input:
                return arguments[reference.Index];
            case ValueSource.Variable:
                return _variables[Graph.Variables[reference.Index].Name];
            default:
                var outputs = (_isFixed[reference.Index] ? _kept : values)[reference.Index]!;
                return reference.Output < outputs.Length && outputs[reference.Output] is { IsEmpty: false } value ? value : throw new HubModelFormatException(
                    Graph.File,
                    $"output {reference.Output} of node '{Graph.Nodes[reference.Index].Name}' ({Graph.Nodes[reference.Index].Op}) is used, which the engine does not compute",
                    "report it with the model's handle");
        }
    }

    private void Free(int index, Value[]?[] values)
    {
        foreach (var input in Graph.Nodes[index].Inputs)
        {
            if (input.Source == ValueSource.Node && _lastUse[input.Index] == index && !_isFixed[input.Index])
            {
                DisposeAll(values[input.Index]!);
            }
        }

        if (_lastUse[index] == index)
        {
            DisposeAll(values[index]!);
        }

        static void DisposeAll(Value[] values)
        {
            foreach (var value in values)
            {
                value.Tensor?.Dispose();
            }
        }
    }

    private void ApplyUpdates(Value[] arguments, Value[]?[] values)
    {
        using var noGrad = no_grad();

        // All new values first: an update may be computed from a variable that another one changes.
        var updates = Graph.Updates
            .Select(u => (u.Kind, Graph.Variables[u.Variable].Name, Variable: _variables.ToChange(Graph.Variables[u.Variable].Name), Value: Value(u.Value, arguments, values).Tensor!.detach().clone()))
            .ToList();
        foreach (var (kind, name, variable, value) in updates)
        {
            _variables.Changed(name);
            _ = kind switch
            {
                UpdateKind.Add => Arithmetic.AddInPlace(variable, value),
                UpdateKind.Subtract => variable.sub_(value),
                _ => variable.copy_(value),
            };
        }
    }

    /// <summary>What lists hold, freed when the run ends.</summary>
    private sealed class KeptTensors : List<Tensor>, IDisposable
    {
        public void Dispose()
        {
            foreach (var tensor in this)
            {
                tensor.Dispose();
            }
        }
    }
}
