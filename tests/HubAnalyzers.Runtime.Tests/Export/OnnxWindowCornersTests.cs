using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.Runtime.Tests.Planning;
using TorchSharp;
using static HubAnalyzers.Runtime.Tests.Planning.SmallGraph;

namespace HubAnalyzers.Runtime.Tests.Export;

/// <summary>
/// Every size, window, stride and dilation of <see cref="Ops.WindowCornersTests"/> in ONNX Runtime, against the engine: along the
/// height and along the width, for an image whose size the file says and for one of any size.
/// </summary>
public sealed class OnnxWindowCornersTests
{
    private const int Channels = 4;

    public static IEnumerable<object[]> Corners() =>
        from padding in (string[])["SAME", "VALID"]
        from alongWidth in (bool[])[false, true]
        from open in (bool[])[false, true]
        select new object[] { padding, alongWidth, open };

    [Theory]
    [MemberData(nameof(Corners))]
    public void Convolution(string padding, bool alongWidth, bool open) => All(padding, alongWidth, open, dilated: true, (graph, image, c) =>
        graph.Node("Conv2D", [image, Kernel(graph, c, alongWidth, Channels, 3)], Window(padding, c, alongWidth)));

    [Theory]
    [MemberData(nameof(Corners))]
    public void Convolution_in_groups(string padding, bool alongWidth, bool open) => All(padding, alongWidth, open, dilated: true, (graph, image, c) =>
        graph.Node("Conv2D", [image, Kernel(graph, c, alongWidth, Channels / 2, 6)], Window(padding, c, alongWidth)));

    [Theory]
    [MemberData(nameof(Corners))]
    public void Depthwise_convolution(string padding, bool alongWidth, bool open) => All(padding, alongWidth, open, dilated: true, (graph, image, c) =>
        graph.Node("DepthwiseConv2dNative", [image, Kernel(graph, c, alongWidth, Channels, 2)], Window(padding, c, alongWidth)));

    [Theory]
    [MemberData(nameof(Corners))]
    public void Largest_of_a_window(string padding, bool alongWidth, bool open) => All(padding, alongWidth, open, dilated: false, (graph, image, c) =>
        graph.Node("MaxPool", [graph.Node("Neg", [image])], [.. Window(padding, c, alongWidth), ("ksize", Along(c.Window, alongWidth))]));

    [Theory]
    [MemberData(nameof(Corners))]
    public void Average_of_a_window_without_the_padding(string padding, bool alongWidth, bool open) => All(padding, alongWidth, open, dilated: false, (graph, image, c) =>
        graph.Node("AvgPool", [image], [.. Window(padding, c, alongWidth), ("ksize", Along(c.Window, alongWidth))]));

    [Theory]
    [InlineData("SAME", false)]
    [InlineData("SAME", true)]
    [InlineData("VALID", false)]
    [InlineData("VALID", true)]
    public void Transposed_convolution(string padding, bool alongWidth)
    {
        var seen = 0;
        foreach (var corner in Windows(dilated: true))
        {
            foreach (var size in Sizes(padding, corner))
            {
                using var graph = new SmallGraph();
                var given = padding == "SAME" ? (size + corner.Stride - 1) / corner.Stride : ((size - corner.Reach) / corner.Stride) + 1;
                var image = graph.Input("image", alongWidth ? [1, 1, given, Channels] : [1, given, 1, Channels]);
                var result = alongWidth ? graph.Ints(1, 1, size, 3) : graph.Ints(1, size, 1, 3);
                graph.Output(graph.Node("Conv2DBackpropInput", [result, Kernel(graph, corner, alongWidth, 3, Channels), image], Window(padding, corner, alongWidth)));
                Compare(graph, [[1, alongWidth ? 1 : given, alongWidth ? given : 1, Channels]], corner);
                seen++;
            }
        }

        Assert.True(seen > 60);
    }

    [Fact]
    public void One_axis_is_dilated_and_the_other_strided()
    {
        using var graph = new SmallGraph();
        var kernel = graph.Random("kernel", 3, 2, Channels, 3);
        graph.Output(graph.Node("Conv2D", [graph.Input("image", -1, 6, 7, Channels), kernel], ("padding", Text("SAME")), ("strides", Numbers(1, 1, 2, 1)), ("dilations", Numbers(1, 2, 1, 1))));

        Compare(graph, [[2, 6, 7, Channels]], new Corner(3, 2, 2));
    }

    [Fact]
    public void Channels_may_come_first()
    {
        using var graph = new SmallGraph();
        var kernel = graph.Random("kernel", 3, 2, Channels, 3);
        graph.Output(graph.Node("Conv2D", [graph.Input("image", -1, Channels, 6, 7), kernel], ("data_format", Text("NCHW")), ("padding", Text("SAME")), ("strides", Numbers(1, 1, 1, 1)), ("dilations", Numbers(1, 1, 2, 3))));

        Compare(graph, [[2, Channels, 6, 7]], new Corner(3, 1, 2));
    }

    private static void All(string padding, bool alongWidth, bool open, bool dilated, Func<SmallGraph, ValueRef, Corner, ValueRef> write)
    {
        var seen = 0;
        foreach (var corner in Windows(dilated))
        {
            var shapes = Sizes(padding, corner).Select(s => alongWidth ? new long[] { 2, 1, s, Channels } : [2, s, 1, Channels]).ToList();
            foreach (var together in open ? [shapes] : shapes.Select(static s => new List<long[]> { s }))
            {
                using var graph = new SmallGraph();
                graph.Output(write(graph, graph.Input("image", open ? [-1, -1, -1, Channels] : [-1, .. together[0][1..]]), corner));
                if (open && !dilated && padding == "SAME" && corner.Window > 1 && corner.Window < corner.Stride)
                {
                    // ONNX Runtime would compute a padding below nothing for some sizes, and none suits all.
                    var error = Assert.Throws<HubUnsupportedOpException>(() => OnnxWriter.ToBytes(graph.Graph, graph.Variables));
                    Assert.Contains("pads depends on the image's size", error.Message, StringComparison.Ordinal);
                    continue;
                }

                Compare(graph, together, corner);
                seen += together.Count;
            }
        }

        Assert.True(seen > 60);
    }

    private static void Compare(SmallGraph small, List<long[]> shapes, Corner corner)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var graph = small.Graph;
        using var executor = new GraphExecutor(graph, small.Variables);
        using var onnx = new OnnxRunner(graph, small.Variables, threads: 1);
        foreach (var shape in shapes)
        {
            var image = torch.rand(shape);
            var (ours, theirs) = (executor.Run([image])[0], onnx.Run([image])[0]);
            Assert.True(ours.shape.SequenceEqual(theirs.shape), $"{corner}: {string.Join(',', shape)} gives {string.Join(',', ours.shape)} here, {string.Join(',', theirs.shape)} there");
            Assert.True(ours.allclose(theirs, rtol: 1e-4, atol: 1e-5), $"{corner}: {string.Join(',', shape)}");
        }
    }

    private static IEnumerable<Corner> Windows(bool dilated) =>
        from window in Enumerable.Range(1, 4)
        from stride in Enumerable.Range(1, 3)
        from dilation in Enumerable.Range(1, dilated ? 3 : 1)

        // TensorFlow has no convolution that is strided and dilated at once.
        where stride == 1 || dilation == 1
        select new Corner(window, stride, dilation);

    private static IEnumerable<int> Sizes(string padding, Corner corner) => Enumerable.Range(1, 7).Where(s => padding == "SAME" || s >= corner.Reach);

    private static ValueRef Kernel(SmallGraph graph, Corner corner, bool alongWidth, int from, int to) =>
        graph.Random("kernel", alongWidth ? [1, corner.Window, from, to] : [corner.Window, 1, from, to]);

    private static (string Name, SavedModel.Wire.AttrValue Value)[] Window(string padding, Corner corner, bool alongWidth) =>
        [("padding", Text(padding)), ("strides", Along(corner.Stride, alongWidth)), ("dilations", Along(corner.Dilation, alongWidth))];

    private static SavedModel.Wire.AttrValue Along(int step, bool alongWidth) => alongWidth ? Numbers(1, 1, step, 1) : Numbers(1, step, 1, 1);

    private sealed record Corner(int Window, int Stride, int Dilation)
    {
        public int Reach => ((Window - 1) * Dilation) + 1;
    }
}
