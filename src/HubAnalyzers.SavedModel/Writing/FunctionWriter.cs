using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>
/// Writes one function of the library. Inside a function an edge is named node:output:index, and what is captured, a
/// variable's handle most often, is an argument made at its first use.
/// </summary>
internal sealed class FunctionWriter
{
    private readonly FunctionDef _function = new() { Signature = new OpDef() };
    private readonly List<Captured> _captures = [];
    private readonly Dictionary<string, string> _captured = [];
    private readonly List<string> _effects = [];
    private readonly List<string> _arguments = [];

    public FunctionWriter(string name) => _function.Signature.Name = name;

    /// <summary>What it captures, in the order of the arguments.</summary>
    public IReadOnlyList<Captured> Captures => _captures;

    /// <summary>Adds an argument that the caller passes. Every one comes before the first that is captured.</summary>
    public string AddArgument(string name, DataType type, params long[] shape) => AddArgument(
        new OpDef.Types.ArgDef { Name = name, Type = type },
        new FunctionDef.Types.ArgAttrs { Attr = { ["_output_shapes"] = Attr.Shapes(shape), ["_user_specified_name"] = Attr.Text(name) } });

    /// <summary>As above, with what another function says of it.</summary>
    public string AddArgument(OpDef.Types.ArgDef argument, FunctionDef.Types.ArgAttrs? attributes)
    {
        if (attributes is not null)
        {
            _function.ArgAttr.Add((uint)_function.Signature.InputArg.Count, attributes.Clone());
        }

        _function.Signature.InputArg.Add(argument.Clone());
        _arguments.Add(argument.Name);
        return argument.Name;
    }

    /// <summary>The argument through which the function sees what it captures.</summary>
    public string Capture(Captured captured, string firstUse)
    {
        if (!_captured.TryGetValue(captured.Name, out var name))
        {
            name = ArgumentName(firstUse) + (captured.Type == DataType.DtResource ? "_resource" : "");
            _captured.Add(captured.Name, name);
            _captures.Add(captured);
            var argument = new OpDef.Types.ArgDef { Name = name, Type = captured.Type };
            if (captured.Behind is { } behind)
            {
                argument.HandleData.Add(behind);
            }

            _function.Signature.InputArg.Add(argument);
        }

        return name;
    }

    /// <summary>Reads a variable; the result's edge.</summary>
    public string Read(string node, Captured variable)
    {
        Add(Node.Create(node, "ReadVariableOp", [Capture(variable, node)],
            ("dtype", Attr.Type(variable.Behind!.Dtype)), ("_output_shapes", Attr.Shapes([.. variable.Behind.Shape.Dim.Select(static d => d.Size)]))));
        _effects.Add(node);
        return $"{node}:value:0";
    }

    /// <summary>Writes a variable after <paramref name="read"/> has read it.</summary>
    public void Assign(string node, Captured variable, string value, string read)
    {
        Add(Node.Create(node, "AssignVariableOp", [Capture(variable, node), value, "^" + read], ("dtype", Attr.Type(variable.Behind!.Dtype))));
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

    /// <summary>Calls <paramref name="callee"/>, passing on what it captures; the edge of its first result.</summary>
    public string Call(FunctionWriter callee, IEnumerable<string> arguments, params long[][] outputShapes)
    {
        var readOnly = callee.Captures
            .Select((v, i) => (Captured: v, Index: (long)(callee._arguments.Count + i)))
            .Where(p => p.Captured.Type == DataType.DtResource && !callee.Writes(p.Captured))
            .Select(static p => p.Index)
            .ToArray();
        return Call(
            callee._function.Signature,
            arguments,
            callee.Captures,
            ("_collective_manager_ids", Attr.Numbers()),
            ("_output_shapes", Attr.Shapes(outputShapes)),
            ("_read_only_resource_inputs", Attr.Numbers(readOnly)));
    }

    /// <summary>Calls a function that is there already, passing on what it captures; the edge of its first result.</summary>
    public string Call(OpDef callee, IEnumerable<string> arguments, IEnumerable<Captured> captures, params (string Key, AttrValue Value)[] attributes)
    {
        const string Name = "StatefulPartitionedCall";
        var captured = captures.Select(v => Capture(v, $"unknown_{_captures.Count}")).ToList();
        Add(Node.Create(Name, Name, [.. arguments, .. captured],
            [
                ("Tin", Attr.Types(callee.InputArg.Select(static a => a.Type))),
                ("Tout", Attr.Types(callee.OutputArg.Select(static a => a.Type))),
                .. attributes,
                ("f", Attr.Function(callee.Name)),
            ]));
        _effects.Add(Name);
        return $"{Name}:output:0";
    }

    /// <summary>Whether the function assigns a variable itself.</summary>
    public bool Writes(Captured variable) => _captured.TryGetValue(variable.Name, out var resource)
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
}
