using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Tests.Inspection;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.Testing;

namespace HubAnalyzers.SavedModel.Tests.Hostile;

/// <summary>Models that are deep instead of long: what recurses ends, before the stack does.</summary>
public sealed class DepthTests
{
    [Fact]
    public void Attributes_in_attributes_are_refused()
    {
        using var folder = new TempFolder();
        new TinyModel().Node("y", "Relu", ["x"]).Returns("y:activations:0").Write(folder.Path);
        var file = folder.File("saved_model.pb");
        var model = Wire.SavedModel.Parser.ParseFrom(File.ReadAllBytes(file));
        model.MetaGraphs[0].GraphDef = ByteString.CopyFrom([.. model.MetaGraphs[0].GraphDef.Span, .. Field(1, NodeWith(Nested(5_000)))]);
        File.WriteAllBytes(file, model.ToByteArray());

        var e = Assert.Throws<HubModelFormatException>(() => ModelInspector.Inspect(folder.Path));
        Assert.Contains("truncated or damaged", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_double_at_each_level_are_not_unfolded_without_end()
    {
        const int Levels = 40;
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2]);
        for (var i = 0; i < Levels; i++)
        {
            var next = i + 1 < Levels ? "f" + (i + 1).ToString(CultureInfo.InvariantCulture) : "end";
            model.Function("f" + i.ToString(CultureInfo.InvariantCulture), ["a", "w"], "second:output:0", Call("first", next, "a"), Call("second", next, "first:output:0"));
        }

        model.Function("end", ["a", "w"], "m:product:0", TinyModel.MakeNode("r", "ReadVariableOp", ["w"]), TinyModel.MakeNode("m", "MatMul", ["a", "r:value:0"]));
        Read(model.Node("call", "PartitionedCall", ["x", "net_dense_kernel"], ("f", TinyModel.Func("f0"))).Returns("call:output:0"));

        static NodeDef Call(string name, string function, string input) => TinyModel.MakeNode(name, "PartitionedCall", [input, "w"], ("f", TinyModel.Func(function)));
    }

    [Fact]
    public void A_function_that_calls_itself_ends() => Read(new TinyModel()
        .Function("f", ["a"], "again:output:0", TinyModel.MakeNode("again", "PartitionedCall", ["a"], ("f", TinyModel.Func("f"))))
        .Node("call", "PartitionedCall", ["x"], ("f", TinyModel.Func("f"))).Returns("call:output:0"));

    [Fact]
    public void A_chain_of_many_nodes_is_walked_without_the_stack()
    {
        var model = new TinyModel().Variable("net/dense/kernel", [3, 2]).Node("r", "ReadVariableOp", ["net_dense_kernel"]).Node("n0", "MatMul", ["x", "r:value:0"]);
        for (var i = 1; i < 30_000; i++)
        {
            model.Node("n" + i.ToString(CultureInfo.InvariantCulture), "Relu", [$"n{(i - 1).ToString(CultureInfo.InvariantCulture)}:{(i == 1 ? "product" : "activations")}:0"]);
        }

        Read(model.Returns("n29999:activations:0"));
    }

    private static void Read(TinyModel model)
    {
        using var folder = new TempFolder();
        model.Write(folder.Path);
        Bounded.Run(0, () => ManifestFile.Write(ModelInspector.Inspect(folder.Path, "deep")));
    }

    // AttrValue { func: NameAttrList { attr: { "a": AttrValue { … } } } }
    private static byte[] Nested(int depth)
    {
        byte[] value = [];
        for (var i = 0; i < depth; i++)
        {
            value = Field(10, Field(2, [.. Field(1, "a"u8.ToArray()), .. Field(2, value)]));
        }

        return value;
    }

    private static byte[] NodeWith(byte[] attribute) =>
        [.. Field(1, "n"u8.ToArray()), .. Field(2, Encoding.ASCII.GetBytes("NoOp")), .. Field(5, [.. Field(1, "a"u8.ToArray()), .. Field(2, attribute)])];

    private static byte[] Field(int number, byte[] content)
    {
        var bytes = new List<byte> { (byte)((number << 3) | 2) };
        var length = (uint)content.Length;
        for (; length >= 0x80; length >>= 7)
        {
            bytes.Add((byte)(length | 0x80));
        }

        bytes.Add((byte)length);
        return [.. bytes, .. content];
    }
}
