using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Inspection;
using HubAnalyzers.Testing;
using static TorchSharp.torch;
using ValueRef = HubAnalyzers.Runtime.Import.ValueRef;

namespace HubAnalyzers.Runtime.Tests.Models;

/// <summary>Traces for training that Keras and Hub's publishers wrote.</summary>
public sealed class SharedTrainingTraceTests
{
    [SkippableTheory]
    [InlineData("cnn-bn-catdog", 1)]
    [InlineData("cnn-bn-fire", 6)]
    [InlineData("cropnet-cassava-hub", 46)]
    [InlineData("denoiser-bn", 4)]
    [InlineData("facemask-mnv2-2shards", 52)]
    [InlineData("klayer-mnv2-128-tf24", 52)]
    [InlineData("klayer-mnv2-catsdogs-tf23", 52)]
    [InlineData("klayer-mnv2-catsdogs-tf24", 52)]
    [InlineData("mnv1-openmv-complete", 27)]
    [InlineData("nsfw-mnv2-140", 52)]
    [InlineData("resnet50-keras", 53)]
    public void Frozen_batch_norms_read_in_training_what_they_read_in_inference(string name, int count)
    {
        var graphs = Graphs(SharedModels.Require(name), BatchNormPolicy.Frozen);

        var training = graphs.For(training: true, new HashSet<string>());

        var expected = Statistics(graphs.Inference);
        Assert.Equal(count, expected.Count);
        Assert.Equal(expected, Statistics(training));
        Assert.DoesNotContain(training.Nodes, BatchNorms.IsOfBatch);
        Assert.Empty(training.Updates);
    }

    [SkippableTheory]
    [InlineData("cnn-bn-fire")]
    [InlineData("cropnet-cassava-hub")]
    [InlineData("klayer-mnv2-catsdogs-tf23")]
    [InlineData("mnv1-openmv-complete")]
    public void Of_the_batch_norms_only_the_one_that_trains_follows_its_batch_and_moves(string name)
    {
        var path = SharedModels.Require(name);
        var graphs = Graphs(path, BatchNormPolicy.Any);
        var gamma = graphs.Inference.Nodes.Last(IsNorm).Inputs[1];
        var layer = graphs.Inference.Variables[gamma.Index].Name;
        var scope = layer[..layer.LastIndexOf('/')];

        var training = graphs.For(training: true, new HashSet<string> { layer });

        Assert.Single(training.Nodes, BatchNorms.IsOfBatch);
        Assert.Equal([scope + "/moving_mean", scope + "/moving_variance"], training.Updates.Select(u => training.Variables[u.Variable].Name).Order(StringComparer.Ordinal));
        Assert.Same(training, graphs.For(training: true, new HashSet<string> { layer }));
    }

    [SkippableFact]
    public void A_batch_norm_whose_trace_moves_nothing_is_refused_under_any_by_its_name()
    {
        var graphs = Graphs(SharedModels.Require("facemask-mnv2-2shards"), BatchNormPolicy.Any);
        var gamma = graphs.Inference.Variables[graphs.Inference.Nodes.First(IsNorm).Inputs[1].Index].Name;

        var error = Assert.Throws<HubModelFormatException>(() => graphs.For(training: true, new HashSet<string> { gamma }));

        Assert.Contains($"normalizes '{gamma[..gamma.LastIndexOf('/')]}' by its batches and does not move", error.Message);
        Assert.Contains("BatchNormPolicy.Affine", error.Message);
    }

    [SkippableTheory]
    [InlineData("denoiser-bn", new long[] { 1, 32, 32, 3 })]
    [InlineData("gru-simpleton", new long[] { 2, 6 })]
    public void Without_dropout_a_frozen_model_says_the_same_in_both_modes(string name, long[] shape)
    {
        using var model = HubModel.Load(SharedModels.Require(name));
        manual_seed(4);
        using var input = rand(shape);

        using var inference = model.Call(input);
        using var training = model.Call(input, training: true);

        Assert.True(model.HasTrainingTrace);
        Assert.Equal(inference.data<float>().ToArray(), training.data<float>().ToArray());
    }

    [SkippableFact]
    public void A_model_that_augments_its_images_itself_does_so_in_training_only()
    {
        using var model = HubModel.Load(SharedModels.Require("mnv1-openmv-complete"));
        manual_seed(4);
        using var input = rand(2, 160, 120, 1) * 255;

        using var inference = model.Call(input);
        using var again = model.Call(input);
        using var training = model.Call(input, training: true);

        Assert.Equal(inference.data<float>().ToArray(), again.data<float>().ToArray());
        Assert.NotEqual(inference.data<float>().ToArray(), training.data<float>().ToArray());
        Assert.All(training.sum(1).data<float>().ToArray(), static sum => Assert.InRange(sum, 0.999f, 1.001f));
    }

    private static bool IsNorm(GraphNode node) => node.Op.StartsWith("FusedBatchNorm", StringComparison.Ordinal);

    private static List<(string Gamma, string Mean, string Variance)> Statistics(ImportedGraph graph)
    {
        return [.. graph.Nodes.Where(IsNorm).Select(n => (Name(n.Inputs[1]), Name(n.Inputs[3]), Name(n.Inputs[4]))).Order()];

        string Name(ValueRef value) => value.Source == ValueSource.Variable ? graph.Variables[value.Index].Name : "";
    }

    /// <summary>Most shared models come without their weights, which the graphs do not need.</summary>
    private static CallGraphs Graphs(string path, BatchNormPolicy policy)
    {
        var folder = SavedModelFolder.Open(path);
        var objects = ObjectGraph.Read(folder, bundle: null);
        var traces = CallTraces.Read(objects)!;
        var names = LayerNaming.NamesOf(objects.Variables);
        return new CallGraphs(Import(traces.ForInference!), () => Import(traces.ForTraining!), ModelInspector.Inspect(path).Variables, policy);

        ImportedGraph Import(CallTrace trace) => GraphImporter.Import(folder.ModelFile, folder.MetaGraph, trace.FunctionName, id => (names[id], objects.CheckpointKeyOf(id)));
    }
}
