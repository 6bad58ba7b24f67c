using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Import;

/// <summary>
/// Turns a concrete function of a SavedModel into an <see cref="ImportedGraph"/>: calls are inlined, captured inputs become variables,
/// reads and assignments become values and updates. Passes then make it smaller.
/// </summary>
internal sealed class GraphImporter
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 2_000_000;
    private const string ReExport = "download the model again, or export it anew";

    private static readonly HashSet<string> _calls = ["StatefulPartitionedCall", "PartitionedCall"];
    private static readonly HashSet<string> _loops = ["While", "StatelessWhile"];
    private static readonly HashSet<string> _branches = ["If", "StatelessIf"];

    private readonly string _file;
    private readonly SavedGraph _graph;

    // A function that is called many times is parsed once; those that nothing calls never are.
    private readonly Dictionary<string, FunctionDef?> _functions = new(StringComparer.Ordinal);
    private readonly List<GraphVariable> _variables = [];
    private readonly Dictionary<int, int> _variableOfObject = [];
    private readonly List<(int Variable, UpdateKind Kind, Symbol Value, string Node)> _updates = [];

    // What a variable holds after the assignments so far; TensorFlow orders all accesses to one variable.
    private readonly Dictionary<int, Symbol> _assigned = [];
    private readonly Dictionary<int, bool> _booleans = [];
    private List<FlatNode> _nodes = [];
    private Dictionary<string, SavedNode>? _constants;
    private bool _inBody;
    private int _visited;

    private GraphImporter(string file, SavedGraph graph)
    {
        _file = file;
        _graph = graph;
    }

    private enum SymbolKind
    {
        Input,
        Node,
        Variable,
        VariableValue,
        Opaque,
    }

    /// <summary>Imports a concrete function.</summary>
    /// <param name="file">The file that the meta graph comes from, for messages.</param>
    /// <param name="metaGraph">The model's meta graph.</param>
    /// <param name="functionName">The concrete function, a key of the object graph's table.</param>
    /// <param name="variableOf">Name and checkpoint key of the variable at a node of the object graph.</param>
    /// <param name="mode">An argument that is decided, and so no input: which one, and what it is.</param>
    /// <param name="graph">The meta graph's graph, for who imports many functions: to make it looks at every function of the model.</param>
    /// <exception cref="HubModelFormatException">The function is missing, damaged or calls itself.</exception>
    public static ImportedGraph Import(
        string file,
        MetaGraphDef metaGraph,
        string functionName,
        Func<int, (string Name, string? CheckpointKey)> variableOf,
        (int Argument, bool Value)? mode = null,
        SavedGraph? graph = null)
    {
        var importer = new GraphImporter(file, graph ?? SavedGraph.Of(metaGraph));
        if (importer.FunctionOf(functionName) is not { } function
            || metaGraph.ObjectGraphDef is null
            || !metaGraph.ObjectGraphDef.ConcreteFunctions.TryGetValue(functionName, out var concrete))
        {
            throw importer.Damage($"function '{functionName}' is not in it");
        }

        var arguments = function.Signature.InputArg;
        var captured = concrete.BoundInputs;
        var ownCount = arguments.Count - captured.Count;
        if (ownCount < 0)
        {
            throw importer.Damage($"function '{functionName}' has {arguments.Count} arguments and {captured.Count} captured inputs");
        }

        // Older files say the shapes of a function's arguments only in the signature that it was traced for.
        var specs = new List<TensorSpecProto>();
        CallTraces.Collect(concrete.CanonicalizedInputSignature, specs, depth: 0);
        var inputs = new List<GraphInput>();
        var symbols = new Symbol[arguments.Count];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (i >= ownCount)
            {
                symbols[i] = importer.Capture(metaGraph, captured[i - ownCount], variableOf);
                continue;
            }

            if (mode is { } decided && decided.Argument == i)
            {
                symbols[i] = importer.Add(new FlatNode(arguments[i].Name, "Const", [], KnownBooleans.Constant(decided.Value), [])) with { Final = true };
                continue;
            }

            symbols[i] = new Symbol(SymbolKind.Input, inputs.Count);
            inputs.Add(new GraphInput(arguments[i].Name, arguments[i].Type, ShapeOf(function, i) ?? (specs.Count == ownCount ? ShapeOf(specs[i]) : null)));
        }

        var results = importer.Inline(function, symbols, "", depth: 0);
        return GraphPasses.Run(importer.Build(functionName, inputs, results, OutputNames(concrete, function)));
    }

    /// <summary>Imports a concrete function of a model, its variables named as <paramref name="facts"/> names them.</summary>
    public static ImportedGraph Import(SavedModelFolder folder, ObjectGraph objects, string functionName, HubModelInfo facts)
    {
        // What the checkpoint does not hold (a generator's state, say) has an empty key, and there may be several such.
        var names = facts.Variables.Where(static v => v.CheckpointKey is { Length: > 0 }).ToDictionary(static v => v.CheckpointKey!, static v => v.Name, StringComparer.Ordinal);
        return Import(folder.ModelFile, folder.MetaGraph, functionName, id =>
        {
            var key = objects.CheckpointKeyOf(id);
            return (key is not null && names.TryGetValue(key, out var name) ? name : objects.PathOf(id) ?? $"object {id}", key);
        });
    }

    private static IReadOnlyList<long>? ShapeOf(FunctionDef function, int argument)
    {
        if (!function.ArgAttr.TryGetValue((uint)argument, out var attrs)
            || !attrs.Attr.TryGetValue("_output_shapes", out var value)
            || value.List is not { Shape.Count: 1 } list
            || list.Shape[0].UnknownRank)
        {
            return null;
        }

        return [.. list.Shape[0].Dim.Select(static d => d.Size)];
    }

    private static IReadOnlyList<long>? ShapeOf(TensorSpecProto spec) => spec.Shape is null or { UnknownRank: true } ? null : [.. spec.Shape.Dim.Select(static d => d.Size)];

    /// <summary>The caller's names of the results: a dictionary's keys, else the function's own.</summary>
    private static List<string> OutputNames(SavedConcreteFunction concrete, FunctionDef function)
    {
        var outputs = function.Signature.OutputArg;
        var dictionary = concrete.OutputSignature?.DictValue?.Fields;
        if (dictionary is not null && dictionary.Count == outputs.Count && dictionary.Values.All(static v => v.KindCase == StructuredValue.KindOneofCase.TensorSpecValue))
        {
            // TensorFlow flattens dictionaries in the order of their keys.
            return [.. dictionary.Keys.Order(StringComparer.Ordinal)];
        }

        return [.. outputs.Select(static o => o.Name)];
    }

    private Symbol Capture(MetaGraphDef metaGraph, int objectId, Func<int, (string Name, string? CheckpointKey)> variableOf)
    {
        var objects = metaGraph.ObjectGraphDef.Nodes;
        if (objectId < 0 || objectId >= objects.Count)
        {
            throw Damage($"captured input {objectId} is not one of the {objects.Count} objects");
        }

        switch (objects[objectId].KindCase)
        {
            case SavedObject.KindOneofCase.Variable:
                if (!_variableOfObject.TryGetValue(objectId, out var known))
                {
                    var saved = objects[objectId].Variable;
                    var (name, key) = variableOf(objectId);
                    known = _variables.Count;
                    _variableOfObject.Add(objectId, known);
                    _variables.Add(new GraphVariable(objectId, name, key, saved.Dtype, [.. (saved.Shape?.Dim ?? []).Select(static d => d.Size)]));
                }

                return new Symbol(SymbolKind.Variable, known);

            case SavedObject.KindOneofCase.Constant:
                var operation = objects[objectId].Constant.Operation;
                var node = ConstantOf(operation)?.ToMessage()
                    ?? throw Damage($"captured constant '{operation}' is not in the graph");
                return Add(new FlatNode(node.Name, "Const", [], new NodeAttributes(node.Attr), []));

            default:
                // A hash table, an asset, …: no harm unless something needs it, and then it is named.
                return Add(new FlatNode($"captured object {objectId}", "Captured" + objects[objectId].KindCase, [], NodeAttributes.Empty, [])) with { Kind = SymbolKind.Opaque };
        }
    }

    /// <summary>A node at the graph's top; of two with one name, the first.</summary>
    private SavedNode? ConstantOf(string name)
    {
        if (_constants is null)
        {
            _constants = new Dictionary<string, SavedNode>(StringComparer.Ordinal);
            foreach (var node in _graph.Nodes)
            {
                _constants.TryAdd(node.Name, node);
            }
        }

        return _constants.GetValueOrDefault(name);
    }

    private FunctionDef? FunctionOf(string name)
    {
        if (!_functions.TryGetValue(name, out var function))
        {
            _functions.Add(name, function = _graph.ParseFunction(name));
        }

        return function;
    }

    private Symbol[] Inline(FunctionDef function, Symbol[] arguments, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Damage($"function '{function.Signature.Name}' calls itself, or calls go deeper than {MaxDepth}");
        }

        var scope = new Dictionary<string, Symbol[]>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            scope[function.Signature.InputArg[i].Name] = [arguments[i]];
        }

        foreach (var node in InOrder(function))
        {
            if (++_visited > MaxNodes)
            {
                throw Damage($"its functions unfold to more than {MaxNodes} operations");
            }

            scope[node.Name] = Visit(function, node, scope, path, depth);
        }

        var results = new Symbol[function.Signature.OutputArg.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var name = function.Signature.OutputArg[i].Name;
            results[i] = function.Ret.TryGetValue(name, out var source)
                ? Resolve(function, source, "ret", scope)
                : throw Damage($"function '{function.Signature.Name}' has no result '{name}'");
        }

        return results;
    }

    private Symbol[] Visit(FunctionDef function, NodeDef node, Dictionary<string, Symbol[]> scope, string path, int depth)
    {
        var name = path + node.Name;
        var inputs = node.Input.Where(static i => !i.StartsWith('^')).Select(i => Resolve(function, i, node.Name, scope)).ToArray();
        var attributes = new NodeAttributes(node.Attr);

        if (_calls.Contains(node.Op))
        {
            var called = attributes.Function("f") ?? "";
            if (FunctionOf(called) is not { } body || body.Signature.InputArg.Count != inputs.Length)
            {
                throw Damage($"node '{name}' calls function '{called}', which is not in it with {inputs.Length} arguments");
            }

            return Inline(body, inputs, name + "/", depth + 1);
        }

        if (_loops.Contains(node.Op))
        {
            var loop = Add(new FlatNode(name, "While", inputs, attributes, [Body(node, "cond", inputs, name, depth), Body(node, "body", inputs, name, depth)]));
            return [.. inputs.Select((input, i) => input.Kind == SymbolKind.Variable ? input : loop with { Output = i, Final = true })];
        }

        if (_branches.Contains(node.Op) && inputs.Length > 0)
        {
            if (KnownBoolean(inputs[0]) is { } taken)
            {
                // A branch that is decided is walked alone, so that what it assigns is an update like any other.
                var branch = attributes.Function(taken ? "then_branch" : "else_branch") ?? "";
                return FunctionOf(branch) is { } chosen && chosen.Signature.InputArg.Count == inputs.Length - 1
                    ? Inline(chosen, inputs[1..], name + "/", depth + 1)
                    : throw Damage($"node '{name}' calls function '{branch}', which is not in it with {inputs.Length - 1} arguments");
            }

            return [Add(new FlatNode(name, "If", inputs, attributes, [Body(node, "then_branch", inputs[1..], name, depth), Body(node, "else_branch", inputs[1..], name, depth)]))];
        }

        switch (node.Op)
        {
            case "NoOp" or "Assert":
                return [];

            case "IdentityN":
                return inputs;

            case "Identity" or "ReadVariableOp" when inputs is [{ Kind: SymbolKind.Variable } variable]:
                return [node.Op == "Identity" ? variable : ValueOf(variable)];

            case "Identity" when inputs is [{ Kind: not SymbolKind.Node }]:
                return inputs;

            case "AssignVariableOp" or "AssignAddVariableOp" or "AssignSubVariableOp" when inputs is [{ Kind: SymbolKind.Variable } variable, var value]:
                Assign(node.Op, variable, value, name);
                return [];

            default:
                // Every output is named through its index, so one symbol stands for all of them.
                return [Add(new FlatNode(name, node.Op, inputs, attributes, []))];
        }
    }

    private Symbol ValueOf(Symbol variable)
    {
        if (!_assigned.TryGetValue(variable.Index, out var assigned))
        {
            return variable with { Kind = SymbolKind.VariableValue };
        }

        return _inBody ? Add(new FlatNode("", "ReadVariableOp (in a loop or a branch, after an assignment)", [], NodeAttributes.Empty, [])) with { Final = true } : assigned;
    }

    private void Assign(string op, Symbol variable, Symbol value, string name)
    {
        if (_inBody)
        {
            // Kept as an operation, so that it is reported like any other that the engine does not have.
            Add(new FlatNode(name, op + " (in a loop or a branch)", [], NodeAttributes.Empty, []) { Kept = true });
            return;
        }

        var (kind, sum) = op switch
        {
            "AssignAddVariableOp" => (UpdateKind.Add, "AddV2"),
            "AssignSubVariableOp" => (UpdateKind.Subtract, "Sub"),
            _ => (UpdateKind.Assign, ""),
        };
        _updates.Add((variable.Index, kind, value, name));
        _assigned[variable.Index] = kind == UpdateKind.Assign
            ? value
            : Add(new FlatNode(name + "/value", sum, [ValueOf(variable), value], NodeAttributes.Empty, [])) with { Final = true };
    }

    /// <summary>A function that a loop or a branch calls, as a graph of its own. Handles of variables go in by name, not as inputs.</summary>
    private ImportedGraph Body(NodeDef node, string attribute, Symbol[] arguments, string name, int depth)
    {
        var called = new NodeAttributes(node.Attr).Function(attribute) ?? "";
        if (FunctionOf(called) is not { } function || function.Signature.InputArg.Count != arguments.Length)
        {
            throw Damage($"node '{name}' calls function '{called}', which is not in it with {arguments.Length} arguments");
        }

        var (outerNodes, outerInBody) = (_nodes, _inBody);
        (_nodes, _inBody) = ([], true);
        try
        {
            var inputs = new List<GraphInput>();
            var inner = new Symbol[arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                inner[i] = arguments[i].Kind is SymbolKind.Variable ? arguments[i] : new Symbol(SymbolKind.Input, i);
                inputs.Add(new GraphInput(function.Signature.InputArg[i].Name, function.Signature.InputArg[i].Type, ShapeOf(function, i)));
            }

            var results = Inline(function, inner, $"{name}/{attribute}/", depth + 1);
            return GraphPasses.Run(Build(called, inputs, results, [.. function.Signature.OutputArg.Select(static o => o.Name)]));
        }
        finally
        {
            (_nodes, _inBody) = (outerNodes, outerInBody);
        }
    }

    private Symbol Resolve(FunctionDef function, string reference, string user, Dictionary<string, Symbol[]> scope)
    {
        var parts = reference.Split(':');
        if (!scope.TryGetValue(parts[0], out var symbols) || symbols.Length == 0 || parts.Length > 3)
        {
            throw Damage($"'{user}' in function '{function.Signature.Name}' uses '{reference}', which does not exist");
        }

        var index = 0;
        if (parts.Length > 1 && (!int.TryParse(parts[^1], out index) || index < 0))
        {
            throw Damage($"'{user}' in function '{function.Signature.Name}' uses '{reference}', which names no output");
        }

        var first = symbols[0];
        if (symbols.Length == 1 && first.Kind == SymbolKind.Node)
        {
            // A single symbol of a node stands for all its outputs; the name of the output adds to the index.
            var ownOutput = parts.Length == 3 && !first.Final ? OutputNamesOfOps.Offset(_nodes[first.Index].Op, parts[1]) : 0;
            return first.Final ? first : first with { Output = ownOutput + index, Final = true };
        }

        return index >= 0 && index < symbols.Length
            ? symbols[index]
            : throw Damage($"'{user}' in function '{function.Signature.Name}' uses '{reference}' of an operation with {symbols.Length} outputs");
    }

    /// <summary>The function's nodes so that each follows those it uses, control inputs included.</summary>
    private List<NodeDef> InOrder(FunctionDef function)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < function.NodeDef.Count; i++)
        {
            if (!byName.TryAdd(function.NodeDef[i].Name, i))
            {
                throw Damage($"function '{function.Signature.Name}' has two nodes '{function.NodeDef[i].Name}'");
            }
        }

        var waitingFor = new int[function.NodeDef.Count];
        var users = new List<int>?[function.NodeDef.Count];
        for (var i = 0; i < function.NodeDef.Count; i++)
        {
            foreach (var input in function.NodeDef[i].Input)
            {
                var name = input.TrimStart('^');
                var colon = name.IndexOf(':', StringComparison.Ordinal);
                if (byName.TryGetValue(colon < 0 ? name : name[..colon], out var source))
                {
                    waitingFor[i]++;
                    (users[source] ??= []).Add(i);
                }
            }
        }

        var ready = new Queue<int>(Enumerable.Range(0, waitingFor.Length).Where(i => waitingFor[i] == 0));
        var order = new List<NodeDef>(waitingFor.Length);
        while (ready.TryDequeue(out var next))
        {
            order.Add(function.NodeDef[next]);
            foreach (var user in users[next] ?? [])
            {
                if (--waitingFor[user] == 0)
                {
                    ready.Enqueue(user);
                }
            }
        }

        return order.Count == waitingFor.Length
            ? order
            : throw Damage($"function '{function.Signature.Name}' has nodes that wait for each other");
    }

    private ImportedGraph Build(string functionName, List<GraphInput> inputs, Symbol[] results, List<string> names)
    {
        return new ImportedGraph(
            _file,
            functionName,
            inputs,
            _variables,
            [.. _nodes.Select(static n => new GraphNode(n.Name, n.Op, [.. n.Inputs.Select(Reference)], n.Attributes) { Bodies = n.Bodies })],
            [.. results.Select((r, i) => new GraphOutput(names[i], Reference(r)))],
            _inBody ? [] : [.. _updates.Select(static u => new GraphUpdate(u.Variable, u.Kind, Reference(u.Value), u.Node))])
        {
            Kept = [.. Enumerable.Range(0, _nodes.Count).Where(i => _nodes[i].Kept)],
        };

        static ValueRef Reference(Symbol s) => s.Kind switch
        {
            SymbolKind.Input => new ValueRef(ValueSource.Input, s.Index),

            // Operations such as ResourceGather take the handle; their value is the variable's.
            SymbolKind.Variable or SymbolKind.VariableValue => new ValueRef(ValueSource.Variable, s.Index),
            _ => new ValueRef(ValueSource.Node, s.Index, s.Output),
        };
    }

    private bool? KnownBoolean(Symbol symbol) => !_inBody && symbol.Kind == SymbolKind.Node && _booleans.TryGetValue(symbol.Index, out var value) ? value : null;

    private Symbol Add(FlatNode node)
    {
        if (!_inBody && KnownBooleans.Of(node.Op, node.Attributes, [.. node.Inputs.Select(KnownBoolean)]) is { } value)
        {
            _booleans[_nodes.Count] = value;
        }

        _nodes.Add(node);
        return new Symbol(SymbolKind.Node, _nodes.Count - 1);
    }

    private HubModelFormatException Damage(string problem) => new(_file, problem, ReExport);

    private readonly record struct Symbol(SymbolKind Kind, int Index, int Output = 0, bool Final = false);

    private sealed record FlatNode(string Name, string Op, Symbol[] Inputs, NodeAttributes Attributes, ImportedGraph[] Bodies)
    {
        public bool Kept { get; init; }
    }
}
