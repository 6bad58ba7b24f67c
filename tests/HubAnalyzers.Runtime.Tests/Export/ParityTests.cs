using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Export;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.Testing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Export;

/// <summary>
/// One graph, two engines: what the importer makes of a stranger's model runs in TorchSharp, and, written as ONNX, in ONNX Runtime.
/// The whole inference call is compared, preprocessing included. Models whose weights are not on this machine get random ones.
/// </summary>
public sealed class ParityTests
{
    private const double Tolerance = 1e-4;

    /// <summary>A single probability near nought has no digits to compare; it counts as if it were this large.</summary>
    private const double SmallestScale = 1e-2;

    [SkippableTheory]
    [InlineData("cnn-bn-catdog", "2,224,224,3", 1)]
    [InlineData("cnn-bn-fire", "3,48,48,3", 1)]
    [InlineData("denoiser-bn", "2,32,48,3", 1)]
    [InlineData("embed-spam-tf21", "3,8", 7000)]
    [InlineData("gru-simpleton", "2,9", 50)]
    [InlineData("lstm-spam", "2,910", 8000)]
    [InlineData("textvec-attn", "2,150", 100)]
    [InlineData("mnv1-openmv-complete", "2,160,120,1", 255)]
    [InlineData("ocr-2shards", "2,128,32,3", 1)]
    [InlineData("potato-tf25-aug", "2,256,256,3", 255)]
    public void A_model_with_its_own_weights_computes_the_same_in_both_engines(string name, string shape, float scale)
    {
        using var model = new OpenedModel(SharedModels.Require(name));
        Compare(model, model.Import(model.Traces.ForInference!), shape, scale);
    }

    [SkippableTheory]
    [InlineData("cropnet-cassava-hub", "1,224,224,3", 1)]
    [InlineData("facemask-mnv2-2shards", "1,224,224,3", 1)]
    [InlineData("hub-fake-effdet-lite0", "1,320,320,3", 1)]
    [InlineData("klayer-mnv2-128-tf24", "1,128,128,3", 1)]
    [InlineData("klayer-mnv2-catsdogs-tf23", "1,224,224,3", 1)]
    [InlineData("klayer-mnv2-catsdogs-tf24", "1,224,224,3", 1)]
    [InlineData("nsfw-mnv2-140", "1,224,224,3", 1)]
    [InlineData("resnet50-keras", "1,256,256,3", 1)]
    [InlineData("hub-v2-mini", "3", 1)]
    [InlineData("tfjs-multi-sig", "", 1)]
    public void A_model_with_random_weights_computes_the_same_in_both_engines(string name, string shape, float scale)
    {
        using var model = new OpenedModel(SharedModels.Require(name), withWeights: false);
        var graph = model.Import(model.Traces.ForInference!);
        Randomize(model.Variables, graph);
        Compare(model, graph, shape, scale);
    }

    /// <summary>The style network has no __call__, only a signature; 46 layers pad by mirroring.</summary>
    [SkippableFact]
    public void A_signature_of_two_images_computes_the_same_in_both_engines()
    {
        using var model = new OpenedModel(SharedModels.Require("magenta-style-hub"), withWeights: false);
        var graph = model.Import(model.Function("__inference_signature_wrapper", static _ => true));
        Randomize(model.Variables, graph);
        Compare(model, graph, "1,64,64,3;1,64,64,3", 1);
    }

    /// <summary>Its output is at the lower end of its grid for noise, so that the largest inner values are compared instead.</summary>
    [SkippableFact]
    public void A_network_trained_for_quantisation_computes_the_same_in_both_engines_before_its_last_grid()
    {
        using var model = new OpenedModel(SharedModels.Require("qat-mnist"));
        var graph = model.Import(model.Traces.ForInference!);
        var product = graph.Nodes.ToList().FindLastIndex(static n => n.Op == "MatMul");
        Compare(model, DeadCode.Remove(graph with { Outputs = [new GraphOutput("product", new ValueRef(ValueSource.Node, product))] }), "3,28,28", 1);
    }

    /// <summary>Its frames are cut by computed slices, which have no ONNX form here.</summary>
    [SkippableFact]
    public void A_sound_network_runs_from_its_waveform_to_521_scores()
    {
        using var model = new OpenedModel(SharedModels.Require("yamnet-tf23"), withWeights: false);
        var graph = model.Import(model.Traces.ForInference!);
        Randomize(model.Variables, graph);
        using var executor = new GraphExecutor(graph, model.Variables);
        using var noGrad = torch.no_grad();

        var results = executor.Run([torch.rand(16000)]);

        Assert.Equal(521, results[0].shape[^1]);
        Assert.All(results, static r => Assert.True(r.isfinite().all().ToBoolean()));
    }

    private static void Randomize(VariableStore store, ImportedGraph graph)
    {
        store.Add(graph.Variables);
        torch.manual_seed(11);
        foreach (var variable in graph.Variables)
        {
            // Sizes that keep the values where they are from layer to layer; vectors are positive, for some are variances.
            using var scope = torch.NewDisposeScope();
            long[] shape = [.. variable.Shape];
            var inputs = shape.Length > 1 ? shape[..^1].Aggregate(1L, static (a, b) => a * b) : 1;
            var size = shape.Length == 2 ? 0.1 / Math.Sqrt(inputs) : Math.Sqrt(1.0 / inputs);
            store.Set(variable.Name, shape.Length > 1 ? torch.randn(shape) * size : torch.rand(shape) + 0.5);
        }
    }

    private static void Compare(OpenedModel model, ImportedGraph graph, string shapes, float scale)
    {
        torch.manual_seed(12);
        var inputs = shapes.Split(';').Select(s => torch.rand(s.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToArray()) * scale).ToArray();
        using var executor = new GraphExecutor(graph, model.Variables);
        using var noGrad = torch.no_grad();
        var ours = executor.Run(inputs);
        using var session = new InferenceSession(OnnxWriter.ToBytes(graph, model.Variables));
        using var theirs = session.Run(inputs.Select((t, i) => NamedOnnxValue.CreateFromTensor(
            graph.Inputs[i].Name, new DenseTensor<float>(t.data<float>().ToArray(), [.. t.shape.Select(static d => (int)d)]))).ToList());

        Assert.Equal(ours.Length, theirs.Count);
        foreach (var (own, other) in ours.Zip(theirs, static (a, b) => (a.contiguous().data<float>().ToArray(), b.AsTensor<float>().ToArray())))
        {
            Assert.Equal(other.Length, own.Length);
            Assert.True(other.Length == 1 || other.Max() > other.Min(), $"an output that is {other[0]} everywhere shows nothing");
            var difference = own.Zip(other, static (a, b) => (double)Math.Abs(a - b)).Max() / Math.Max(SmallestScale, other.Max(static v => Math.Abs(v)));
            Assert.True(difference <= Tolerance, $"relative difference {difference} of {other.Max(static v => Math.Abs(v))}");
        }
    }
}
