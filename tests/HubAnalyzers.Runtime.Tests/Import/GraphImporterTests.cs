using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Import;

/// <summary>Functions put together by hand, as TensorFlow writes them.</summary>
public sealed class GraphImporterTests
{
    [Fact]
    public void A_called_function_is_inlined_its_captured_variable_read_and_dead_code_dropped()
    {
        var inner = Function("inner", ["x", "r"], "y:z:0", Node("read", "ReadVariableOp", "r"), Node("y", "Mul", "x", "read:value:0"));
        var outer = Function("outer", ["a", "v"], "id:output:0",
            Node("unused", "NoSuchOp", "a"),
            Call("call", "inner", "a", "v"),
            Node("id", "Identity", "call:output:0"));

        var graph = Import("outer", captured: 1, outer, inner);

        Assert.Equal(["call/y"], graph.Nodes.Select(static n => n.Name));
        Assert.Equal([new ValueRef(ValueSource.Input, 0), new ValueRef(ValueSource.Variable, 0)], graph.Nodes[0].Inputs);
        Assert.Equal("weights", Assert.Single(graph.Variables).Name);
        Assert.Equal("key", graph.Variables[0].CheckpointKey);
    }

    [Fact]
    public void An_assignment_is_kept_as_an_update_though_no_output_needs_it()
    {
        var f = Function("f", ["a", "v"], "sq:y:0",
            Node("read", "ReadVariableOp", "v"),
            Node("sum", "AddV2", "a", "read:value:0"),
            Node("assign", "AssignVariableOp", "v", "sum:z:0", "^read"),
            Node("sq", "Square", "a", "^assign"));

        var graph = Import("f", captured: 1, f);
        using var store = new VariableStore("f", bundle: null);
        using var executor = new GraphExecutor(graph, store);
        store.Set("weights", torch.tensor(new float[] { 10 }));

        Assert.Equal([9f], executor.Run([torch.tensor(new float[] { 3 })])[0].data<float>().ToArray());
        Assert.Equal([13f], store["weights"].data<float>().ToArray());
    }

    [Fact]
    public void Nodes_may_stand_in_any_order_and_control_inputs_count()
    {
        var f = Function("f", ["a", "v"], "second:y:0", Node("second", "Neg", "first:y:0"), Node("first", "Square", "a", "^nothing"), Node("nothing", "NoOp"));

        Assert.Equal(["first", "second"], Import("f", captured: 1, f).Nodes.Select(static n => n.Name));
    }

    [Fact]
    public void Outputs_are_found_by_name_and_number()
    {
        var f = Function("f", ["a", "v"], "bn:batch_variance:0", Node("bn", "FusedBatchNormV3", "a", "a", "a", "a", "a"));

        Assert.Equal(new ValueRef(ValueSource.Node, 0, 2), Import("f", captured: 1, f).Outputs[0].Value);
    }

    [Fact]
    public void All_unknown_operations_are_named_at_once_with_count_and_place()
    {
        var f = Function("f", ["a", "v"], "c:y:0", Node("a1", "Zeta", "a"), Node("b", "Alpha", "a1:y:0"), Node("c", "Zeta", "b:y:0"));

        var error = Assert.Throws<HubUnsupportedOpException>(() => OpTable.RequireSupported(Import("f", captured: 1, f)));

        Assert.Equal(["Alpha", "Zeta"], error.Ops);
        Assert.Equal("saved_model.pb: the call 'f' uses 2 operations that the engine does not have: Alpha (1 in 'b'), Zeta (2 in 'a1', 'c'); use a part of the model or a variant without them", error.Message);
    }

    [Fact]
    public void A_function_that_calls_itself_is_an_error_not_a_crash()
    {
        var f = Function("f", ["a", "v"], "c:output:0", Call("c", "f", "a", "v"));

        Assert.Contains("calls itself", Assert.Throws<HubModelFormatException>(() => Import("f", captured: 1, f)).Message);
    }

    [Fact]
    public void Functions_that_unfold_without_end_are_an_error_before_memory_runs_out()
    {
        // Each calls the next twice: 2 to the 60.
        var functions = Enumerable.Range(0, 60)
            .Select(static i => Function($"f{i}", ["a", "v"], "d:output:0", Call("c", $"f{i + 1}", "a", "v"), Call("d", $"f{i + 1}", "c:output:0", "v")))
            .Append(Function("f60", ["a", "v"], "n:y:0", Node("n", "Neg", "a")))
            .ToArray();

        Assert.Contains("unfold", Assert.Throws<HubModelFormatException>(() => Import("f0", captured: 1, functions)).Message);
    }

    [Theory]
    [InlineData("ghost:y:0", "which does not exist")]
    [InlineData("n:y:-1", "which names no output")]
    public void A_reference_that_leads_nowhere_is_named(string reference, string problem)
    {
        var f = Function("f", ["a", "v"], reference, Node("n", "Neg", "a"));

        var error = Assert.Throws<HubModelFormatException>(() => Import("f", captured: 1, f));

        Assert.Contains($"uses '{reference}', {problem}", error.Message);
    }

    [Fact]
    public void Nodes_that_wait_for_each_other_are_an_error()
    {
        var f = Function("f", ["a", "v"], "n:y:0", Node("n", "Neg", "m:y:0"), Node("m", "Neg", "n:y:0"));

        Assert.Contains("wait for each other", Assert.Throws<HubModelFormatException>(() => Import("f", captured: 1, f)).Message);
    }

    [Fact]
    public void A_captured_object_that_is_not_there_is_an_error()
    {
        var f = Function("f", ["a", "v"], "n:y:0", Node("n", "Neg", "a"));

        Assert.Contains("captured input 9 is not one of the 2 objects", Assert.Throws<HubModelFormatException>(() => Import("f", captured: 9, f)).Message);
    }

    private static ImportedGraph Import(string name, int captured, params FunctionDef[] functions)
    {
        var meta = new MetaGraphDef
        {
            GraphDef = new GraphDef { Library = new FunctionDefLibrary { Function = { functions } } }.ToByteString(),
            ObjectGraphDef = new SavedObjectGraph
            {
                Nodes =
                {
                    new SavedObject { UserObject = new SavedUserObject() },
                    new SavedObject
                    {
                        Variable = new SavedVariable
                        {
                            Dtype = DataType.DtFloat,
                            Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } },
                        },
                    },
                },
                ConcreteFunctions = { [name] = new SavedConcreteFunction { BoundInputs = { captured } } },
            },
        };
        return GraphImporter.Import("saved_model.pb", meta, name, static _ => ("weights", "key"));
    }

    private static FunctionDef Function(string name, string[] arguments, string result, params NodeDef[] nodes) => new()
    {
        Signature = new OpDef
        {
            Name = name,
            InputArg = { arguments.Select(static a => new OpDef.Types.ArgDef { Name = a, Type = a is "v" or "r" ? DataType.DtResource : DataType.DtFloat }) },
            OutputArg = { new OpDef.Types.ArgDef { Name = "out", Type = DataType.DtFloat } },
        },
        NodeDef = { nodes },
        Ret = { ["out"] = result },
    };

    private static NodeDef Node(string name, string op, params string[] inputs) => new() { Name = name, Op = op, Input = { inputs } };

    private static NodeDef Call(string name, string function, params string[] inputs)
    {
        var node = Node(name, "StatefulPartitionedCall", inputs);
        node.Attr["f"] = new AttrValue { Func = new NameAttrList { Name = function } };
        return node;
    }
}
