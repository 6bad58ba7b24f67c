using System;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.Training;
using HubAnalyzers.Samples.Shapes;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using static TorchSharp.torch;

namespace HubAnalyzers.Samples.Tests;

/// <summary>The carried model's traces run by the engine, against the same net written down in TorchSharp.</summary>
public sealed class TracesTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Inference_gives_the_features_of_the_net_that_was_trained()
    {
        var net = new ShapesMobilenet();
        using var reference = new TorchNet(net, CarriedModel.Weights(net));
        using var noGrad = no_grad();
        var images = ImageTensors.Images(Images());
        using var loaded = new LoadedTrace(training: false);
        Assert.Empty(loaded.Executor.Graph.Updates);
        AssertClose(reference.Features(images, training: false), loaded.Executor.Run([images])[0]);
    }

    [Fact]
    public void Training_normalises_by_the_batch_and_moves_the_statistics()
    {
        var net = new ShapesMobilenet();
        using var reference = new TorchNet(net, CarriedModel.Weights(net));
        using var noGrad = no_grad();
        var images = ImageTensors.Images(Images());
        using var loaded = new LoadedTrace(training: true);
        AssertClose(reference.Features(images, training: true), loaded.Executor.Run([images])[0]);

        var before = CarriedModel.Weights(net);
        var moved = net.Variables.Where(static v => v.Name.Contains("/moving_", StringComparison.Ordinal)).ToList();
        Assert.Equal(50, moved.Count);
        foreach (var variable in moved)
        {
            AssertClose(reference[variable.Name], loaded.Variables[variable.Name]);
            Assert.NotEqual(before[variable.Name], loaded.Variables[variable.Name].data<float>().ToArray());
        }
    }

    [Fact]
    public void The_call_has_a_trace_for_each_value_of_training()
    {
        var folder = SavedModelFolder.Open(CarriedModel.Folder);
        using var bundle = TensorBundleReader.Open(folder.VariablesPrefix);
        var traces = CallTraces.Read(ObjectGraph.Read(folder, bundle));
        Assert.NotNull(traces);
        Assert.True(traces.HasTrainingArgument);
        Assert.Equal([false, true], traces.Traces.Select(static t => t.Training));
    }

    private static ShapeSet Images() => ShapeSet.Draw(ShapeClasses.Pretraining, perClass: 2, seed: 77);

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var scale = Math.Max(1, expected.abs().max().item<float>());
        Assert.InRange((expected - actual).abs().max().item<float>() / scale, 0, Tolerance);
    }

    private sealed class LoadedTrace : IDisposable
    {
        private readonly TensorBundleReader _bundle;

        public LoadedTrace(bool training)
        {
            var folder = SavedModelFolder.Open(CarriedModel.Folder);
            _bundle = TensorBundleReader.Open(folder.VariablesPrefix);
            var objects = ObjectGraph.Read(folder, _bundle);
            var traces = CallTraces.Read(objects)!;
            var trace = training ? traces.ForTraining! : traces.ForInference!;
            var graph = GraphImporter.Import("saved_model.pb", folder.MetaGraph, trace.FunctionName,
                id => (objects.Message.Nodes[id].Variable.Name, objects.CheckpointKeyOf(id)));
            Variables = new VariableStore("variables", _bundle);
            Executor = new GraphExecutor(graph, Variables);
        }

        public VariableStore Variables { get; }

        public GraphExecutor Executor { get; }

        public void Dispose()
        {
            Executor.Dispose();
            Variables.Dispose();
            _bundle.Dispose();
        }
    }
}
