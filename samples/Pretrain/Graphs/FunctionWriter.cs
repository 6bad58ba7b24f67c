using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Samples.Pretrain.Graphs;

/// <summary>
/// Writes one function of the library. Inside a function an edge is named node:output:index, and a
/// captured variable is an argument of type resource, made at its first use.
/// </summary>
internal sealed class FunctionWriter
{
    private readonly FunctionDef _function = new() { Signature = new OpDef() };
    private readonly List<NetVariable> _captures = [];
    private readonly Dictionary<string, string> _resources = [];
    private readonly List<string> _effects = [];
    private readonly List<string> _arguments = [];

    public FunctionWriter(string name) => _function.Signature.Name = name;

    /// <summary>The captured variables in the order of their arguments.</summary>
    public IReadOnlyList<NetVariable> Captures => _captures;

    /// <summary>Adds an argument that the caller passes. Every one comes before the first captured variable.</summary>
    public string AddArgument(string name, DataType type, params long[] shape)
    {
        _function.ArgAttr.Add((uint)_function.Signature.InputArg.Count, ArgumentAttributes(name, shape));
        _function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = name, Type = type });
        _arguments.Add(name);
        return name;
    }

    /// <summary>The argument through which the function sees <paramref name="variable"/>.</summary>
    public string Resource(NetVariable variable, string firstUse)
    {
        if (!_resources.TryGetValue(variable.Name, out var argument))
        {
            argument = ArgumentName(firstUse) + "_resource";
            _resources.Add(variable.Name, argument);
            _captures.Add(variable);
            _function.Signature.InputArg.Add(new OpDef.Types.ArgDef
            {
                Name = argument,
                Type = DataType.DtResource,
                HandleData = { new DtypeAndShape { Dtype = DataType.DtFloat, Shape = Attr.ShapeOf(variable.Shape) } },
            });
        }

        return argument;
    }

    /// <summary>Reads a variable; the result's edge.</summary>
    public string Read(string node, NetVariable variable)
    {
        Add(Node.Create(node, "ReadVariableOp", [Resource(variable, node)],
            ("dtype", Attr.Type(DataType.DtFloat)), ("_output_shapes", Attr.Shapes(variable.Shape))));
        _effects.Add(node);
        return $"{node}:value:0";
    }

    /// <summary>Writes a variable after <paramref name="read"/> has read it.</summary>
    public void Assign(string node, NetVariable variable, string value, string read)
    {
        Add(Node.Create(node, "AssignVariableOp", [Resource(variable, node), value, "^" + read], ("dtype", Attr.Type(DataType.DtFloat))));
        _effects.Add(node);
    }

    /// <summary>A constant; its edge.</summary>
    public string Constant(string node, TensorProto value)
    {
        Add(Node.Constant(node, value));
        return $"{node}:output:0";
    }

    /// <summary>Adds a node as it is.</summary>
    public void Add(NodeDef node) => _function.NodeDef.Add(node);

    /// <summary>Adds a node and gives the edge of its first output.</summary>
    public string Add(string node, string op, string output, IEnumerable<string> inputs, params (string Key, AttrValue Value)[] attributes)
    {
        Add(Node.Create(node, op, inputs, attributes));
        return $"{node}:{output}:0";
    }

    /// <summary>Calls <paramref name="callee"/>, passing on the variables that it captures.</summary>
    public string Call(FunctionWriter callee, IEnumerable<string> arguments, params long[][] outputShapes)
    {
        const string Name = "StatefulPartitionedCall";
        var captured = callee.Captures.Select(v => Resource(v, $"unknown_{_captures.Count}")).ToList();
        var inputTypes = callee._function.Signature.InputArg.Select(static a => a.Type);
        var readOnly = callee.Captures
            .Select((v, i) => (Variable: v, Index: (long)(callee._arguments.Count + i)))
            .Where(p => !callee.Writes(p.Variable))
            .Select(static p => p.Index)
            .ToArray();
        Add(Node.Create(Name, Name, [.. arguments, .. captured],
            ("Tin", Attr.Types(inputTypes)),
            ("Tout", Attr.Types(outputShapes.Select(static _ => DataType.DtFloat))),
            ("_collective_manager_ids", Attr.Numbers()),
            ("_output_shapes", Attr.Shapes(outputShapes)),
            ("_read_only_resource_inputs", Attr.Numbers(readOnly)),
            ("f", Attr.Function(callee._function.Signature.Name))));
        _effects.Add(Name);
        return $"{Name}:output:0";
    }

    /// <summary>Whether the function assigns <paramref name="variable"/> itself.</summary>
    public bool Writes(NetVariable variable) => _resources.TryGetValue(variable.Name, out var resource)
        && _function.NodeDef.Any(n => n.Op == "AssignVariableOp" && n.Input[0] == resource);

    /// <summary>Ends the function: every effect happens before an output is handed back.</summary>
    public FunctionDef Return(params (string Edge, DataType Type, long[] Shape)[] outputs)
    {
        var signature = _function.Signature;
        for (var i = 0; i < outputs.Length; i++)
        {
            var node = i == 0 ? "Identity" : $"Identity_{i}";
            Add(Node.Create(node, "Identity", _effects.Count == 0 ? [outputs[i].Edge] : [outputs[i].Edge, "^NoOp"],
                ("T", Attr.Type(outputs[i].Type)), ("_output_shapes", Attr.Shapes(outputs[i].Shape))));
            var output = ArgumentName(node);
            signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = output, Type = outputs[i].Type });
            _function.Ret.Add(output, $"{node}:output:0");
        }

        if (_effects.Count > 0)
        {
            Add(Node.Create("NoOp", "NoOp", _effects.Select(static e => "^" + e), ("_acd_function_control_output", Attr.Flag(true))));
            signature.IsStateful = true;
            signature.ControlOutput.AddRange(_effects);
            foreach (var effect in _effects)
            {
                _function.ControlRet.Add(effect, effect);
            }
        }

        _function.Attr.Add("_construction_context", Attr.Text("kEagerRuntime"));
        return _function;
    }

    private static string ArgumentName(string node) => node.Replace('/', '_').ToLowerInvariant();

    private static FunctionDef.Types.ArgAttrs ArgumentAttributes(string name, long[] shape) => new()
    {
        Attr = { ["_output_shapes"] = Attr.Shapes(shape), ["_user_specified_name"] = Attr.Text(name) },
    };
}
