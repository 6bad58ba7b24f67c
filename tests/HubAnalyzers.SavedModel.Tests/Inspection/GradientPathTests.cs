using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Tests.Inspection;

/// <summary>Whether a gradient reaches a weight that is listed, flagged and captured, and what is named where none does.</summary>
public sealed class GradientPathTests
{
    [Fact]
    public void A_weight_between_input_and_output_trains()
    {
        var model = Dense().Returns("y:product:0").Inspect();
        Assert.Equal((TrainabilityVerdict.Full, ReasonCodes.Trainable), (model.Verdict, model.Reason));
        Assert.Equal((Trainability.Trainable, "object_graph.nodes[3]"), (model.Variables.Single().Trainability, model.Variables.Single().Evidence!.Node));
    }

    [Theory]
    [InlineData("StopGradient", ReasonCodes.StopGradient)]
    [InlineData("PreventGradient", ReasonCodes.StopGradient)]
    [InlineData("Round", ReasonCodes.NoGradientPath)]
    [InlineData("ArgMax", ReasonCodes.NoGradientPath)]
    [InlineData("SomebodysOwnOp", ReasonCodes.MissingCustomOp)]
    public void What_no_gradient_passes_is_named(string op, string reason)
    {
        var model = Dense().Node("last", op, ["y:product:0"]).Returns("last:output:0").Inspect();
        var variable = model.Variables.Single();
        Assert.Equal((TrainabilityVerdict.None, reason), (model.Verdict, model.Reason));
        Assert.Equal((Trainability.Frozen, reason), (variable.Trainability, variable.Reason));
        Assert.Equal(("saved_model.pb", "__inference_call_1/last", op), (variable.Evidence!.File, variable.Evidence.Node, variable.Evidence.Op));
        Assert.Equal(variable.Evidence.Node, model.Evidence!.Node);
    }

    [Fact]
    public void One_way_without_a_stop_is_enough() => Assert.Equal(
        TrainabilityVerdict.Full,
        Dense().Node("stop", "StopGradient", ["y:product:0"]).Node("sum", "AddV2", ["stop:output:0", "y:product:0"]).Returns("sum:z:0").Inspect().Verdict);

    [Fact]
    public void The_values_of_a_TopK_pass_gradients_and_its_indices_do_not()
    {
        TinyModel Top(string output) => Dense().Node("k", "Const", []).Node("top", "TopKV2", ["y:product:0", "k:output:0"]).Returns("top:" + output + ":0");
        Assert.Equal(TrainabilityVerdict.Full, Top("values").Inspect().Verdict);
        Assert.Equal((TrainabilityVerdict.None, ReasonCodes.NoGradientPath), (Top("indices").Inspect().Verdict, Top("indices").Inspect().Reason));
    }

    [Theory]
    [InlineData((int)DataType.DtHalf, TrainabilityVerdict.Full)]
    [InlineData((int)DataType.DtInt32, TrainabilityVerdict.None)]
    public void A_cast_passes_gradients_between_floating_types_only(int to, TrainabilityVerdict verdict) => Assert.Equal(
        verdict,
        Dense().Node("cast", "Cast", ["y:product:0"], ("SrcT", TinyModel.Type(DataType.DtFloat)), ("DstT", TinyModel.Type((DataType)to))).Returns("cast:y:0").Inspect().Verdict);

    [Fact]
    public void A_gradient_finds_its_way_through_nested_calls()
    {
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2])
            .Function("inner", ["a", "w"], "m:product:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]))
            .Function("outer", ["b", "v"], "c:output:0", TinyModel.MakeNode("c", "StatefulPartitionedCall", ["b", "v"], ("f", TinyModel.Func("inner"))))
            .Node("call", "PartitionedCall", ["x", "net_dense_kernel"], ("f", TinyModel.Func("outer")))
            .Returns("call:output:0");
        Assert.Equal(TrainabilityVerdict.Full, model.Inspect().Verdict);
    }

    [Fact]
    public void A_stop_inside_a_called_function_is_named_where_it_stands()
    {
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2])
            .Function("inner", ["a", "w"], "s:output:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]), TinyModel.MakeNode("s", "StopGradient", ["m:product:0"]))
            .Node("call", "StatefulPartitionedCall", ["x", "net_dense_kernel"], ("f", TinyModel.Func("inner")))
            .Returns("call:output:0")
            .Inspect();
        Assert.Equal((ReasonCodes.StopGradient, "inner/s"), (model.Variables.Single().Reason, model.Variables.Single().Evidence!.Node));
    }

    [Fact]
    public void A_branch_that_uses_a_weight_lets_it_train_and_the_condition_does_not()
    {
        var model = new TinyModel().Variable("net/a/kernel", [3, 2]).Variable("net/b/kernel", [3, 2])
            .Function("then", ["a", "w"], "m:product:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]))
            .Function("else", ["a", "w"], "a")
            .Node("read", "ReadVariableOp", ["net_b_kernel"])
            .Node("if", "If", ["read:value:0", "x", "net_a_kernel"], ("then_branch", TinyModel.Func("then")), ("else_branch", TinyModel.Func("else")))
            .Returns("if:output:0")
            .Inspect();
        Assert.Equal((ReasonCodes.Trainable, ReasonCodes.NoGradientPath), (Of(model, "net/a/kernel").Reason, Of(model, "net/b/kernel").Reason));
        Assert.Equal("If", Of(model, "net/b/kernel").Evidence!.Op);
    }

    [Fact]
    public void A_weight_inside_a_loop_trains()
    {
        // The result is the loop's first variable; the weight is its second, which the body hands on.
        var loop = new TinyModel().Variable("net/cell/kernel", [3, 3]);
        loop.Function("cond", ["a", "w"], "less:z:0", TinyModel.MakeNode("less", "Less", ["a", "a"]));
        var model = loop
            .Node("while", "StatelessWhile", ["x", "net_cell_kernel"], ("cond", TinyModel.Func("cond")), ("body", TinyModel.Func("body")))
            .Function("body", ["a", "w"], "m:product:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]))
            .Returns("while:output:0")
            .Inspect();
        Assert.Equal(ReasonCodes.Trainable, model.Variables.Single().Reason);
        Assert.True(model.Engine!.Supported);
    }

    [Fact]
    public void What_the_engine_lacks_is_named_with_its_layer()
    {
        var model = Dense().Node("root", "Cholesky", ["y:product:0"]).Returns("root:output:0").Inspect();
        Assert.Equal(ReasonCodes.Trainable, model.Variables.Single().Reason);
        Assert.False(model.Engine!.Supported);
        var missing = Assert.Single(model.Engine.Missing);
        Assert.Equal(("Cholesky", 1, "net/dense"), (missing.Op, missing.Count, missing.Layers.Single()));
    }

    [Fact]
    public void What_it_lacks_before_the_first_weight_is_named_with_the_layer_that_needs_it()
    {
        // As in a text model: the preprocessing is a function of its own, and no weight comes to it.
        var model = new TinyModel().Variable("net/dense/kernel", [3, 3])
            .Function("prepare", ["a"], "split:output:0", TinyModel.MakeNode("split", "Cholesky", ["a"]))
            .Node("call", "PartitionedCall", ["x"], ("f", TinyModel.Func("prepare")))
            .Node("read", "ReadVariableOp", ["net_dense_kernel"])
            .Node("y", "MatMul", ["call:output:0", "read:value:0"])
            .Returns("y:product:0")
            .Inspect();
        var missing = Assert.Single(model.Engine!.Missing);
        Assert.Equal(("Cholesky", 1, "net/dense"), (missing.Op, missing.Count, Assert.Single(missing.Layers)));
    }

    [Fact]
    public void A_custom_gradient_must_have_been_saved()
    {
        TinyModel Custom() => Dense().Node("mine", "IdentityN", ["y:product:0"], ("_gradient_op_type", TinyModel.Text("CustomGradient-7"))).Returns("mine:output:0");
        Assert.Equal(ReasonCodes.MissingCustomGradient, Custom().Inspect().Variables.Single().Reason);
        Assert.Equal(ReasonCodes.Trainable, Custom().Gradient("CustomGradient-7").Inspect().Variables.Single().Reason);
    }

    [Fact]
    public void A_captured_weight_that_no_output_depends_on_does_not_train()
    {
        var model = Dense().Variable("net/spare/kernel", [3, 2]).Node("spare", "ReadVariableOp", ["net_spare_kernel"]).Returns("y:product:0").Inspect();
        Assert.Equal((Trainability.Frozen, ReasonCodes.NoPathToOutput), (Of(model, "net/spare/kernel").Trainability, Of(model, "net/spare/kernel").Reason));
        Assert.Equal((TrainabilityVerdict.Partial, ReasonCodes.NoPathToOutput), (model.Verdict, model.Reason));
    }

    [Fact]
    public void A_weight_that_the_call_does_not_capture_is_unused()
    {
        var model = Dense().Variable("net/spare/kernel", [3, 2], captured: false).Returns("y:product:0").Inspect();
        Assert.Equal(ReasonCodes.UnusedInCall, Of(model, "net/spare/kernel").Reason);
    }

    [Fact]
    public void The_list_is_asked_before_the_flag_and_the_flag_before_the_trace()
    {
        var model = Dense()
            .Variable("net/withheld/kernel", [3, 2], listed: false, captured: false)
            .Variable("net/flagged/kernel", [3, 2], flag: false, captured: false)
            .Variable("net/neither/kernel", [3, 2], flag: false, listed: false)
            .Variable("net/count", [], type: DataType.DtInt64)
            .Variable("net/packed/kernel", [3, 2], type: DataType.DtInt8)
            .Returns("y:product:0").Inspect();
        Assert.Equal(
            [ReasonCodes.WithheldByPublisher, ReasonCodes.FlaggedNotTrainable, ReasonCodes.FlaggedNotTrainable, ReasonCodes.NotAWeight, ReasonCodes.Quantised],
            new[] { "net/withheld/kernel", "net/flagged/kernel", "net/neither/kernel", "net/count", "net/packed/kernel" }.Select(name => Of(model, name).Reason));
        var notions = Of(model, "net/withheld/kernel").Notions!;
        Assert.Equal((true, false, null, false), (notions.Flag, notions.Listed, notions.Keras, notions.Captured));
    }

    [Fact]
    public void A_call_that_knows_training_but_was_traced_without_cannot_be_trained()
    {
        Assert.Equal(ReasonCodes.InferenceOnlyTrace, Dense().TrainingArgument(false).Returns("y:product:0").Inspect().Reason);
        Assert.Equal(TrainabilityVerdict.Full, Dense().TrainingArgument(true).Returns("y:product:0").Inspect().Verdict);
    }

    [Fact]
    public void A_graph_without_the_calls_function_leaves_the_answer_open()
    {
        var model = Dense().Returns("y:product:0");
        using var folder = new HubAnalyzers.Testing.TempFolder();
        model.Write(folder.Path);
        var file = folder.File("saved_model.pb");
        var message = Wire.SavedModel.Parser.ParseFrom(System.IO.File.ReadAllBytes(file));
        message.MetaGraphs[0].GraphDef = Google.Protobuf.ByteString.Empty;
        System.IO.File.WriteAllBytes(file, Google.Protobuf.MessageExtensions.ToByteArray(message));
        var info = ModelInspector.Inspect(folder.Path);
        Assert.Equal((TrainabilityVerdict.Unknown, ReasonCodes.NotInspected), (info.Verdict, info.Reason));
        Assert.Equal(Trainability.Unknown, info.Variables.Single().Trainability);
    }

    [Fact]
    public void Functions_that_call_each_other_come_to_an_end()
    {
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2])
            .Function("ping", ["a", "w"], "c:output:0", TinyModel.MakeNode("c", "PartitionedCall", ["a", "w"], ("f", TinyModel.Func("pong"))))
            .Function("pong", ["a", "w"], "c:output:0", TinyModel.MakeNode("c", "PartitionedCall", ["a", "w"], ("f", TinyModel.Func("ping"))))
            .Node("call", "PartitionedCall", ["x", "net_dense_kernel"], ("f", TinyModel.Func("ping")))
            .Returns("call:output:0")
            .Inspect();
        Assert.Equal(ReasonCodes.NoPathToOutput, model.Variables.Single().Reason);
    }

    [Fact]
    public void A_function_that_calls_the_next_twice_and_so_on_takes_no_time()
    {
        // Inlined, these are 2 to the power of 40 nodes.
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2]);
        for (var i = 0; i < 40; i++)
        {
            string next = $"f{i + 1}";
            model.Function($"f{i}", ["a", "w"], "sum:z:0",
                TinyModel.MakeNode("left", "PartitionedCall", ["a", "w"], ("f", TinyModel.Func(next))),
                TinyModel.MakeNode("right", "PartitionedCall", ["a", "w"], ("f", TinyModel.Func(next))),
                TinyModel.MakeNode("sum", "AddV2", ["left:output:0", "right:output:0"]));
        }

        model.Function("f40", ["a", "w"], "m:product:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]));
        Assert.Equal(ReasonCodes.Trainable, model.Node("call", "PartitionedCall", ["x", "net_dense_kernel"], ("f", TinyModel.Func("f0"))).Returns("call:output:0").Inspect().Variables.Single().Reason);
    }

    [Fact]
    public void What_TensorFlow_NET_has_no_gradient_for_is_listed_with_the_layer_before_it()
    {
        var model = Dense().Node("act", "Relu6", ["y:product:0"]).Returns("act:activations:0").Inspect();
        var missing = Assert.Single(model.TensorFlowNet!.MissingGradients);
        Assert.Equal(("Relu6", 1, "net/dense"), (missing.Op, missing.Count, Assert.Single(missing.Layers)));
        Assert.Null(model.TensorFlowNet.Refusal);
        Assert.True(model.Engine!.Supported);
    }

    [Fact]
    public void An_op_behind_a_stop_needs_no_gradient_in_TensorFlow_NET() => Assert.Empty(
        Dense().Node("act", "Relu6", ["y:product:0"]).Node("stop", "StopGradient", ["act:activations:0"]).Returns("stop:output:0").Inspect().TensorFlowNet!.MissingGradients);

    private static TinyModel Dense() => new TinyModel().Variable("net/dense/kernel", [3, 2])
        .Node("read", "ReadVariableOp", ["net_dense_kernel"])
        .Node("y", "MatMul", ["x", "read:value:0"]);

    private static HubVariableInfo Of(HubModelInfo model, string name) => model.Variables.Single(v => v.Name == name);
}
