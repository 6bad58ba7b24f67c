using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Export.Onnx;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.Runtime.Tests.Planning;
using HubAnalyzers.Testing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

public sealed class OnnxWriterTests
{
    private const float Tolerance = 1e-4f;

    [Fact]
    public void Another_engine_computes_the_same_on_the_carried_model()
    {
        using var model = new OpenedModel(Repository.PathOf("samples", "models", "shapes_mobilenet"));
        Compare(model, model.Import(model.Traces.ForInference!), scale: 1);
    }

    /// <summary>The network alone: the resizing in front of it (layer sequential_1/resizing) is cut away.</summary>
    [SkippableFact]
    public void Another_engine_computes_the_same_on_a_strangers_mobilenet()
    {
        using var model = new OpenedModel(SharedModels.Require("mnv1-openmv-complete"));
        var network = model.Function("__inference_model_layer_call_and_return_conditional_losses", f =>
        {
            var graph = model.Import(f);
            return graph.Updates.Count == 0 && graph.Inputs is [{ Shape.Count: 4 }, ..];
        });
        Compare(model, model.Import(network), scale: 255);
    }

    [Fact]
    public void A_training_trace_is_refused_for_what_it_changes()
    {
        using var model = new OpenedModel(Repository.PathOf("samples", "models", "shapes_mobilenet"));

        var error = Assert.Throws<HubUnsupportedOpException>(() => OnnxWriter.ToBytes(model.Import(model.Traces.ForTraining!), model.Variables));

        Assert.Equal(["AssignVariableOp"], error.Ops);
    }

    [Theory]
    [InlineData("FloorMod")]
    [InlineData("FloorDiv")]
    public void Remainders_of_real_numbers_have_the_divisors_sign_there_too(string op)
    {
        float[] numbers = [-7.5f, -6, -0.3f, 0, 0.3f, 6, 7.5f, 1e6f];
        float[] divisors = [-3, -0.7f, 0.7f, 3];
        using var small = new SmallGraph();
        small.Output(small.Node(op, [small.Input("a", -1, 1), small.Variable("b", torch.tensor(divisors))]));
        var graph = small.Graph;
        using var a = torch.tensor(numbers).reshape(-1, 1);
        using var executor = new GraphExecutor(graph, small.Variables);
        using var onnx = new OnnxRunner(graph, small.Variables, threads: 1);
        using var own = executor.Run([a])[0];
        using var other = onnx.Run([a])[0];

        Assert.Equal(own.data<float>().ToArray(), other.data<float>().ToArray());
        Assert.Equal(op == "FloorMod" ? -1.5f : 2, other[0, 0].item<float>());
    }

    [Theory]
    [InlineData(0, 255, new[] { 1f, 2, 3, 4, 0, 255 })]
    [InlineData(-2.5f, 252.5f, new[] { 1f, 2, 3, 4, -3, 252 })]
    [InlineData(0, 0, new[] { 0f, 0, 0, 0, 0, 0 })]
    public void Halves_are_quantized_upwards_there_too(float min, float max, float[] expected)
    {
        using var small = new SmallGraph();
        small.Output(small.Node("FakeQuantWithMinMaxVars", [small.Input("x", -1), small.Variable("min", torch.tensor(min)), small.Variable("max", torch.tensor(max))]));
        using var x = torch.tensor(new[] { 0.5f, 1.5f, 2.5f, 3.5f, -10, 300 });
        using var executor = new GraphExecutor(small.Graph, small.Variables);
        using var onnx = new OnnxRunner(small.Graph, small.Variables, threads: 1);
        using var own = executor.Run([x])[0];
        using var other = onnx.Run([x])[0];

        Assert.Equal(expected, own.data<float>().ToArray());
        Assert.Equal(expected, other.data<float>().ToArray());
    }

    [Fact]
    public void The_file_holds_no_constant_that_nothing_uses()
    {
        using var model = new OpenedModel(Repository.PathOf("samples", "models", "shapes_mobilenet"));

        AssertAllUsed(model);
    }

    [SkippableTheory]
    [InlineData("cnn-bn-fire")]
    [InlineData("gru-simpleton")]
    [InlineData("ocr-2shards")]
    [InlineData("potato-tf25-aug")]
    public void Nor_does_that_of_a_strangers_model(string name)
    {
        using var model = new OpenedModel(SharedModels.Require(name));

        AssertAllUsed(model);
    }

    private static void AssertAllUsed(OpenedModel model)
    {
        var imported = model.Import(model.Traces.ForInference!);
        model.Variables.Add(imported.Variables);
        var graph = OnnxWriter.ToModel(imported, model.Variables, data: null).Graph;
        var used = Used(graph).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(graph.Initializer, i => !used.Contains(i.Name));
        Assert.Equal(graph.Initializer.Count, graph.Initializer.Select(static i => i.Name).Distinct(StringComparer.Ordinal).Count());

        static IEnumerable<string> Used(GraphProto graph) => graph.Node.SelectMany(static n => n.Input.Concat(n.Attribute.Where(static a => a.G is not null).SelectMany(static a => Used(a.G))));
    }

    private static void Compare(OpenedModel model, ImportedGraph graph, float scale)
    {
        using var executor = new GraphExecutor(graph, model.Variables);
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph, model.Variables));
        for (var round = 0; round < 3; round++)
        {
            torch.manual_seed(round);
            var shape = graph.Inputs[0].Shape!.Select(static d => d < 0 ? 3 : d).ToArray();
            using var image = torch.rand(shape) * scale;

            using var own = executor.Run([image])[0];
            var input = new DenseTensor<float>(image.data<float>().ToArray(), [.. shape.Select(static d => (int)d)]);
            using var results = session.Run([NamedOnnxValue.CreateFromTensor(graph.Inputs[0].Name, input)]);
            var others = results[0].AsTensor<float>().ToArray();
            var ours = own.contiguous().data<float>().ToArray();

            Assert.Equal(others.Length, ours.Length);
            Assert.True(others.Max() > others.Min(), "an output that is the same everywhere shows nothing");
            Assert.True(ours.Zip(others, static (a, b) => Math.Abs(a - b)).Max() <= Tolerance, $"largest difference {ours.Zip(others, static (a, b) => Math.Abs(a - b)).Max()}");
        }
    }
}
