using System;
using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Ops;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>What the facts about a model say of the engine is what the engine does.</summary>
public sealed class EngineOpsTests
{
    // The engine hands no gradient on where TensorFlow could: through remainders, bits read as another type, ends of a range.
    private static readonly HashSet<string> _lessThanTensorFlow = ["Bitcast", "FloorMod", "LinSpace"];

    // And one the other way: TensorFlow computes it in one step that nobody wrote a gradient for.
    private static readonly HashSet<string> _moreThanTensorFlow = ["AdjustContrastv2"];

    [Fact]
    public void The_registry_names_the_operations_that_the_table_has() => Assert.Equal(OpTable.Names, EngineOps.Kernels.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_know_the_same_operations_to_let_gradients_through()
    {
        var known = OpTable.Names.Where(static op => !TensorFlowGradients.IsStop(op)).ToList();
        Assert.All(known, static op => Assert.NotNull(TensorFlowGradients.Passes(op, 0, "")));

        var different = known.Where(static op => TensorFlowGradients.Passes(op, 0, "") != OpTable.Traits(op).HasFlag(OpTraits.Differentiable));
        Assert.Equal(_lessThanTensorFlow.Concat(_moreThanTensorFlow).Order(StringComparer.Ordinal), different);
        Assert.All(_lessThanTensorFlow, static op => Assert.False(OpTable.Traits(op).HasFlag(OpTraits.Differentiable)));
        Assert.All(OpTable.Names.Where(TensorFlowGradients.IsStop), static op => Assert.False(OpTable.Traits(op).HasFlag(OpTraits.Differentiable)));
    }

    [Fact]
    public void What_vanishes_when_a_graph_is_taken_in_has_no_kernel() => Assert.Empty(EngineOps.Imported.Intersect(EngineOps.Kernels));

    public static IEnumerable<object[]> Imported() => EngineOps.Imported.Select(static op => new object[] { op });

    [Theory]
    [MemberData(nameof(Imported))]
    public void An_operation_that_the_import_does_away_with_is_not_in_the_graph(string op)
    {
        var node = op switch
        {
            "ReadVariableOp" => Node(op, "v"),
            "AssignVariableOp" or "AssignAddVariableOp" or "AssignSubVariableOp" => Node(op, "v", "a"),
            "NoOp" => Node(op),
            "StatelessIf" => With(Node(op, "a", "a"), ("then_branch", "inner"), ("else_branch", "inner")),
            "StatelessWhile" => With(Node(op, "a"), ("cond", "inner"), ("body", "inner")),
            "PartitionedCall" or "StatefulPartitionedCall" => With(Node(op, "a"), ("f", "inner")),
            _ => Node(op, "a"),
        };
        var isAction = op is "NoOp" or "Assert" || op.StartsWith("Assign", StringComparison.Ordinal);
        var end = new NodeDef { Name = "end", Op = "Neg", Input = { isAction ? "a" : "n:out:0" } };
        if (isAction)
        {
            end.Input.Add("^n");
        }

        var graph = Import(Function("f", ["a", "v"], "end:y:0", node, end), Function("inner", ["a"], "m:y:0", new NodeDef { Name = "m", Op = "Neg", Input = { "a" } }));

        Assert.DoesNotContain(graph.Nodes, n => n.Op == op);
        Assert.Empty(OpTable.Unsupported(graph));
    }

    [SkippableTheory]
    [InlineData("mnv1-openmv-complete")]
    [InlineData("klayer-nnlm50-tf212")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    [InlineData("potato-tf25-aug")]
    [InlineData("lstm-spam")]
    [InlineData("gru-simpleton")]
    [InlineData("qat-mnist")]
    [InlineData("embed-spam-tf21")]
    [InlineData("textvec-attn")]
    [InlineData("cropnet-cassava-hub")]
    [InlineData("hub-fake-effdet-lite0")]
    [InlineData("yamnet-tf23")]
    [InlineData("tfdf-adult-rf")]
    public void A_manifest_says_what_the_engine_lacks_for_the_call_that_it_takes_in(string name)
    {
        var path = SharedModels.Require(name);
        using var model = new OpenedModel(path, withWeights: false);
        var lacks = OpTable.Unsupported(model.Import(model.Traces.ForInference!)).Select(static o => o.Op).ToList();

        var facts = ModelInspector.Inspect(path);

        // What is captured and no variable, a table say, is no operation of the graph.
        Assert.Equal(lacks.Where(static op => !op.StartsWith("Captured", StringComparison.Ordinal)), facts.Engine!.Missing.Select(static o => o.Op));
        Assert.Equal(lacks.Count == 0, facts.Engine.Supported);
    }

    [SkippableFact]
    public void Variables_that_no_checkpoint_holds_do_not_stand_in_each_others_way()
    {
        var path = SharedModels.Require("klayer-nnlm50-tf212");
        var folder = SavedModelFolder.Open(path);
        var objects = SavedModel.Graphs.ObjectGraph.Read(folder, bundle: null);
        var facts = ModelInspector.Inspect(path);
        Assert.True(facts.Variables.Count(static v => v.CheckpointKey.Length == 0) > 1);

        var graph = GraphImporter.Import(folder, objects, SavedModel.Graphs.CallTraces.Read(objects)!.ForInference!.FunctionName, facts);

        Assert.Equal(7, graph.Variables.Count);
    }

    private static ImportedGraph Import(params FunctionDef[] functions)
    {
        var meta = new MetaGraphDef
        {
            GraphDef = new GraphDef { Library = new FunctionDefLibrary { Function = { functions } } }.ToByteString(),
            ObjectGraphDef = new SavedObjectGraph
            {
                Nodes =
                {
                    new SavedObject { UserObject = new SavedUserObject() },
                    new SavedObject { Variable = new SavedVariable { Dtype = DataType.DtFloat, Shape = new TensorShapeProto() } },
                },
                ConcreteFunctions = { ["f"] = new SavedConcreteFunction { BoundInputs = { 1 } } },
            },
        };
        return GraphImporter.Import("saved_model.pb", meta, "f", static _ => ("weights", "key"));
    }

    private static FunctionDef Function(string name, string[] arguments, string result, params NodeDef[] nodes) => new()
    {
        Signature = new OpDef
        {
            Name = name,
            InputArg = { arguments.Select(static a => new OpDef.Types.ArgDef { Name = a, Type = a == "v" ? DataType.DtResource : DataType.DtFloat }) },
            OutputArg = { new OpDef.Types.ArgDef { Name = "r", Type = DataType.DtFloat } },
        },
        NodeDef = { nodes },
        Ret = { ["r"] = result },
    };

    private static NodeDef Node(string op, params string[] inputs) => new() { Name = "n", Op = op, Input = { inputs } };

    private static NodeDef With(NodeDef node, params (string Attribute, string Function)[] functions)
    {
        foreach (var (attribute, function) in functions)
        {
            node.Attr[attribute] = new AttrValue { Func = new NameAttrList { Name = function } };
        }

        return node;
    }
}
