using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Import;

/// <summary>A loop as recurrent layers have it: each turn multiplies by a weight and writes to a list.</summary>
[Collection(LiveTensorsCollection.Name)]
public sealed class LoopTests
{
    [Fact]
    public void A_loop_runs_until_its_condition_is_false_and_its_list_holds_every_turn()
    {
        using var store = Store();
        using var executor = new GraphExecutor(Graph(turns: 3), store);
        store.Set("weights", torch.tensor(new[] { 2f }));

        var results = executor.Run([torch.tensor(new[] { 5f })]);

        Assert.Equal([10f, 20f, 40f], results[0].reshape(-1).data<float>().ToArray());
    }

    [Fact]
    public void Gradients_flow_through_every_turn()
    {
        using var store = new VariableStore("f", bundle: null, new ImportOptions { FloatType = torch.ScalarType.Float64 });
        using var executor = new GraphExecutor(Graph(turns: 3), store);
        store.Set("weights", torch.tensor(new[] { 1.5 }));

        Differences.Check(store, "weights", count: 1, () => executor.Run([torch.tensor(new[] { 5.0 }, dtype: torch.ScalarType.Float64)])[0].sum());
    }

    [Fact]
    public void What_a_loop_holds_is_freed_when_the_run_ends()
    {
        using var store = Store();
        using var executor = new GraphExecutor(Graph(turns: 20), store);
        store.Set("weights", torch.tensor(new[] { 0.9f }));
        using var input = torch.tensor(new[] { 5f });
        executor.Run([input])[0].Dispose();
        var before = torch.Tensor.TotalCount;

        for (var i = 0; i < 10; i++)
        {
            executor.Run([input])[0].Dispose();
        }

        Assert.True(torch.Tensor.TotalCount - before < 50, $"{torch.Tensor.TotalCount - before} tensors more");
    }

    private static VariableStore Store() => new("f", bundle: null);

    private static ImportedGraph Graph(int turns)
    {
        var condition = Function("condition", [("i", DataType.DtInt32), ("list", DataType.DtVariant), ("x", DataType.DtFloat), ("w", DataType.DtFloat)], ["less:z:0"], Number("limit", turns), Node("less", "Less", "i", "limit:output:0"));
        var body = Function(
            "body",
            [("i", DataType.DtInt32), ("list", DataType.DtVariant), ("x", DataType.DtFloat), ("w", DataType.DtFloat)],
            ["next:z:0", "set:output_handle:0", "y:z:0", "w"],
            Number("one", 1),
            Node("next", "AddV2", "i", "one:output:0"),
            Node("y", "Mul", "x", "w"),
            Node("set", "TensorListSetItem", "list", "i", "y:z:0"));
        var loop = Node("loop", "StatelessWhile", "zero:output:0", "list:handle:0", "a", "read:value:0");
        loop.Attr["cond"] = new AttrValue { Func = new NameAttrList { Name = "condition" } };
        loop.Attr["body"] = new AttrValue { Func = new NameAttrList { Name = "body" } };
        var outer = Function(
            "f",
            [("a", DataType.DtFloat), ("v", DataType.DtResource)],
            ["stack:tensor:0"],
            Number("zero", 0),
            Number("shape", 1),
            Number("turns", turns),
            Node("read", "ReadVariableOp", "v"),
            Node("list", "TensorListReserve", "shape:output:0", "turns:output:0"),
            loop,
            Node("stack", "TensorListStack", "loop:output:1", "shape:output:0"));
        var meta = new MetaGraphDef
        {
            GraphDef = new GraphDef { Library = new FunctionDefLibrary { Function = { condition, body, outer } } }.ToByteString(),
            ObjectGraphDef = new SavedObjectGraph
            {
                Nodes =
                {
                    new SavedObject { UserObject = new SavedUserObject() },
                    new SavedObject { Variable = new SavedVariable { Dtype = DataType.DtFloat, Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } } } },
                },
                ConcreteFunctions = { ["f"] = new SavedConcreteFunction { BoundInputs = { 1 } } },
            },
        };
        return GraphImporter.Import("saved_model.pb", meta, "f", static _ => ("weights", "key"));
    }

    private static FunctionDef Function(string name, (string Name, DataType Type)[] arguments, string[] results, params NodeDef[] nodes)
    {
        var function = new FunctionDef
        {
            Signature = new OpDef
            {
                Name = name,
                InputArg = { arguments.Select(static a => new OpDef.Types.ArgDef { Name = a.Name, Type = a.Type }) },
                OutputArg = { results.Select(static (_, i) => new OpDef.Types.ArgDef { Name = $"out{i}", Type = DataType.DtFloat }) },
            },
            NodeDef = { nodes },
        };
        foreach (var (result, i) in results.Select(static (r, i) => (r, i)))
        {
            function.Ret[$"out{i}"] = result;
        }

        return function;
    }

    private static NodeDef Node(string name, string op, params string[] inputs) => new() { Name = name, Op = op, Input = { inputs } };

    private static NodeDef Number(string name, int value)
    {
        var node = Node(name, "Const");
        node.Attr["value"] = new AttrValue { Tensor = new TensorProto { Dtype = DataType.DtInt32, TensorShape = new TensorShapeProto(), IntVal = { value } } };
        return node;
    }
}
