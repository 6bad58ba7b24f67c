using System;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Tests.Inspection;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Tests.Graphs;

public sealed class SavedGraphTests
{
    [Fact]
    public void A_node_says_what_its_message_says()
    {
        var node = TinyModel.MakeNode("größe", "Conv2D", ["x", "^wait", "w:1"], ("padding", TinyModel.Text("SAME")), ("T", TinyModel.Type(DataType.DtHalf)));
        var read = Assert.Single(Read(new GraphDef { Node = { node } }).Nodes);
        Assert.Equal(("größe", "Conv2D"), (read.Name, read.Op));
        Assert.Equal(node, read.ToMessage());
        Assert.True(read.TryGetAttribute("T", out var type));
        Assert.Equal(DataType.DtHalf, type.Type);
        Assert.False(read.TryGetAttribute("strides", out _));
    }

    [Fact]
    public void A_tensor_tells_type_and_shape_without_its_elements()
    {
        var tensor = new TensorProto { Dtype = DataType.DtFloat, TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 25 } } }, TensorContent = ByteString.CopyFrom(new byte[100]) };
        var read = Read(new GraphDef { Node = { TinyModel.MakeNode("c", "Const", [], ("value", new AttrValue { Tensor = tensor })) } }).Nodes[0];
        Assert.Equal(new TensorProto { Dtype = tensor.Dtype, TensorShape = tensor.TensorShape }, read.TensorHead("value"));
        Assert.Null(read.TensorHead("shape"));
    }

    [Fact]
    public void Of_two_functions_with_one_name_the_first_counts_and_one_without_a_signature_is_none()
    {
        var graph = Read(new GraphDef { Library = new FunctionDefLibrary { Function = { new FunctionDef(), Function("f", "a"), Function("f", "b") } } });
        Assert.Equal("a", Assert.Single(graph.ParseFunction("f")!.NodeDef).Name);
        Assert.Null(graph.ParseFunction(""));
        Assert.Null(graph.ParseFunction("g"));
    }

    [Fact]
    public void A_graph_in_two_parts_is_one()
    {
        var parts = new[] { new GraphDef { Node = { new NodeDef { Name = "a" } } }, new GraphDef { Node = { new NodeDef { Name = "b" } }, Library = new FunctionDefLibrary { Function = { Function("f", "n") } } } };
        byte[] meta = [.. parts.SelectMany(static p => new MetaGraphDef { GraphDef = p.ToByteString() }.ToByteArray())];
        var graph = SavedGraph.Of(SavedModelMessage.Parse(Model(meta)).MetaGraphs[0]);
        Assert.Equal(["a", "b"], graph.Nodes.Select(static n => n.Name));
        Assert.NotNull(graph.ParseFunction("f"));
    }

    [Theory]
    [InlineData(new byte[] { 10, 3, 10, 1, 0xFF }, "UTF-8")]
    [InlineData(new byte[] { 10, 9, 10, 1, 97 }, "ended unexpectedly")]
    [InlineData(new byte[] { 18, 4, 10, 2, 10, 5 }, "ended unexpectedly")]
    [InlineData(new byte[] { 34, 3, 26, 1, 0x80 }, "ended unexpectedly")]
    [InlineData(new byte[] { 2, 0 }, "invalid tag")]
    [InlineData(new byte[] { 91, 92 }, "not such as TensorFlow writes")]
    public void A_graph_that_does_not_hold_together_is_refused_with_what_the_parser_says(byte[] graph, string problem)
    {
        var meta = new MetaGraphDef { GraphDef = ByteString.CopyFrom(graph) }.ToByteArray();
        Assert.Contains(problem, Assert.ThrowsAny<Exception>(() => SavedModelMessage.Parse(Model(meta))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_within_attributes_end_somewhere()
    {
        var value = new AttrValue { B = true };
        for (var i = 0; i < 60; i++)
        {
            value = new AttrValue { Func = new NameAttrList { Name = "f", Attr = { ["a"] = value } } };
        }

        var meta = new MetaGraphDef { GraphDef = new GraphDef { Node = { TinyModel.MakeNode("n", "Op", [], ("f", value)) } }.ToByteString() }.ToByteArray();
        Assert.Contains("nesting", Assert.Throws<InvalidProtocolBufferException>(() => SavedModelMessage.Parse(Model(meta))).Message, StringComparison.Ordinal);
    }

    private static byte[] Model(byte[] metaGraph)
    {
        using var stream = new System.IO.MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(Wire.SavedModel.MetaGraphsFieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(metaGraph));
        }

        return stream.ToArray();
    }

    private static SavedGraph Read(GraphDef graph) => SavedGraph.Of(new MetaGraphDef { GraphDef = graph.ToByteString() });

    private static FunctionDef Function(string name, string node) => new() { Signature = new OpDef { Name = name }, NodeDef = { new NodeDef { Name = node } } };
}
