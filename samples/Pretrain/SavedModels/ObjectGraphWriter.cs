using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Graphs;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Pretrain.SavedModels;

/// <summary>
/// Writes the objects of a reusable SavedModel: a root with <c>variables</c>, <c>trainable_variables</c>,
/// <c>regularization_losses</c>, <c>__call__</c> and <c>signatures</c>.
/// </summary>
internal sealed class ObjectGraphWriter
{
    private readonly ShapesMobilenet _net;
    private readonly long[] _featureShape;
    private readonly SavedObjectGraph _graph = new();
    private readonly Dictionary<string, int> _variableNodes = [];

    private ObjectGraphWriter(ShapesMobilenet net)
    {
        _net = net;
        _featureShape = [-1, net.Features];
    }

    /// <summary>The object graph of the net with its functions.</summary>
    public static SavedObjectGraph Write(ShapesMobilenet net, NetFunctions functions) => new ObjectGraphWriter(net).Build(functions);

    /// <summary>
    /// The same objects as a checkpoint stores them: node for node, with the key of each variable.
    /// TensorFlow matches the two by the names of the children.
    /// </summary>
    public static TrackableObjectGraph WriteCheckpointGraph(SavedObjectGraph saved, ShapesMobilenet net)
    {
        var keys = net.Variables.Select(static (v, i) => (v.Name, Key: VariableKeys.Of(i))).ToDictionary();
        var graph = new TrackableObjectGraph();
        foreach (var node in saved.Nodes)
        {
            var trackable = new TrackableObjectGraph.Types.TrackableObject();
            trackable.Children.AddRange(node.Children);
            if (node.KindCase == SavedObject.KindOneofCase.Variable)
            {
                trackable.Attributes.Add(new TrackableObjectGraph.Types.TrackableObject.Types.SerializedTensor
                {
                    Name = CheckpointKeys.VariableValue,
                    FullName = node.Variable.Name,
                    CheckpointKey = keys[node.Variable.Name],
                });
            }

            graph.Nodes.Add(trackable);
        }

        return graph;
    }

    private SavedObjectGraph Build(NetFunctions functions)
    {
        var root = AddUserObject("_generic_user_object").Object;
        var variables = AddList(root, "variables");
        var trainable = AddList(root, "trainable_variables");
        var losses = AddList(root, "regularization_losses");
        var call = AddChild(root, "__call__");
        var signatures = AddChild(root, "signatures");
        signatures.UserObject = UserObject("signature_map");

        foreach (var variable in _net.Variables)
        {
            var node = AddChild(variables, Next(variables));
            node.Variable = new SavedVariable
            {
                Name = variable.Name,
                Dtype = DataType.DtFloat,
                Shape = Attr.ShapeOf(variable.Shape),
                Trainable = variable.Trainable,
            };
            _variableNodes.Add(variable.Name, _graph.Nodes.Count - 1);
        }

        foreach (var variable in _net.Variables.Where(static v => v.Trainable && v.Offered))
        {
            Reference(trainable, Next(trainable), _variableNodes[variable.Name]);
        }

        foreach (var loss in functions.Losses)
        {
            var function = AddChild(losses, Next(losses));
            function.Function = new SavedFunction { FunctionSpec = Structured.ArgumentSpec([], Structured.None) };
            AddTrace(function.Function, loss, [], Structured.Floats(""));
        }

        // The defaults belong to the last arguments: training=False.
        call.Function = new SavedFunction
        {
            FunctionSpec = Structured.ArgumentSpec(["inputs", "training"], Structured.List(Structured.Flag(false))),
        };
        AddTrace(call.Function, functions.CallInference, [Input, Structured.Flag(false)], Structured.Floats("", _featureShape));
        AddTrace(call.Function, functions.CallTraining, [Input, Structured.Flag(true)], Structured.Floats("", _featureShape));
        AddSignature(signatures, functions.Serving);
        return _graph;
    }

    private StructuredValue Input => Structured.Floats("inputs", _net.InputShape);

    private void AddSignature(SavedObject signatures, Trace trace)
    {
        var node = AddChild(signatures, "serving_default");
        node.BareConcreteFunction = new SavedBareConcreteFunction
        {
            ConcreteFunctionName = trace.FunctionName,
            ArgumentKeywords = { "inputs" },
            AllowedPositionalArguments = 1,
        };
        var outputs = Structured.Dictionary(
            ("features", Structured.Floats("features", _featureShape)),
            ("logits", Structured.Floats("logits", -1, _net.Variables[^1].Count)));
        AddConcreteFunction(trace, Structured.Tuple(Structured.Tuple(), Structured.Dictionary(("inputs", Input))), outputs);
    }

    private void AddTrace(SavedFunction function, Trace trace, StructuredValue[] arguments, StructuredValue output)
    {
        function.ConcreteFunctions.Add(trace.FunctionName);
        AddConcreteFunction(trace, Structured.Tuple(Structured.Tuple(arguments), Structured.Dictionary()), output);
    }

    private void AddConcreteFunction(Trace trace, StructuredValue inputs, StructuredValue output)
    {
        var concrete = new SavedConcreteFunction { CanonicalizedInputSignature = inputs, OutputSignature = output };
        concrete.BoundInputs.AddRange(trace.Captures.Select(v => _variableNodes[v.Name]));
        _graph.ConcreteFunctions.Add(trace.FunctionName, concrete);
    }

    private SavedObject AddList(SavedObject parent, string name)
    {
        var node = AddChild(parent, name);
        node.UserObject = UserObject("trackable_list_wrapper");
        return node;
    }

    private SavedObject AddChild(SavedObject parent, string name)
    {
        var node = new SavedObject();
        _graph.Nodes.Add(node);
        Reference(parent, name, _graph.Nodes.Count - 1);
        return node;
    }

    private (SavedObject Object, int Id) AddUserObject(string identifier)
    {
        _graph.Nodes.Add(new SavedObject { UserObject = UserObject(identifier) });
        return (_graph.Nodes[^1], _graph.Nodes.Count - 1);
    }

    private static SavedUserObject UserObject(string identifier) =>
        new() { Identifier = identifier, Version = new VersionDef { Producer = 1, MinConsumer = 1 } };

    private static string Next(SavedObject list) => list.Children.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Reference(SavedObject parent, string name, int node) =>
        parent.Children.Add(new TrackableObjectGraph.Types.TrackableObject.Types.ObjectReference { LocalName = name, NodeId = node });
}
