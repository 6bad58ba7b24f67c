using System;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Execution;

public sealed class GraphExecutorTests
{
    private static readonly string _shapes = Repository.PathOf("samples", "models", "shapes_mobilenet");

    private static long[] Concrete(GraphInput input, long batch) => [.. input.Shape!.Select(d => d < 0 ? batch : d)];

    [Fact]
    public void The_inference_trace_of_the_carried_model_runs_and_changes_nothing()
    {
        using var model = new OpenedModel(_shapes);
        using var executor = model.Executor(model.Traces.ForInference!);
        manual_seed(1);
        using var image = rand(Concrete(executor.Graph.Inputs[0], 2));

        using var first = executor.Run([image])[0];
        using var again = executor.Run([image])[0];

        Assert.Empty(executor.Graph.Updates);
        Assert.Equal(2, first.shape[0]);
        Assert.Equal(first.data<float>().ToArray(), again.data<float>().ToArray());
    }

    [Fact]
    public void The_training_trace_moves_the_averages_by_momentum_only_when_asked()
    {
        using var model = new OpenedModel(_shapes);
        using var executor = model.Executor(model.Traces.ForTraining!);
        manual_seed(1);
        using var image = rand(Concrete(executor.Graph.Inputs[0], 4));
        var update = executor.Graph.Updates[0];
        var name = executor.Graph.Variables[update.Variable].Name;
        var before = model.Variables[name].data<float>().ToArray();

        executor.Run([image], applyUpdates: false)[0].Dispose();
        Assert.Equal(before, model.Variables[name].data<float>().ToArray());

        executor.Run([image])[0].Dispose();
        Assert.NotEqual(before, model.Variables[name].data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_of_an_inner_layer_agrees_with_finite_differences_in_float64()
    {
        using var model = new OpenedModel(_shapes, new ImportOptions { FloatType = ScalarType.Float64 });
        using var executor = model.Executor(model.Traces.ForInference!);
        manual_seed(2);
        using var image = rand(Concrete(executor.Graph.Inputs[0], 1), dtype: ScalarType.Float64);
        var kernels = executor.Graph.Variables.Where(static v => v.Shape.Count == 4).Select(static v => v.Name).ToList();
        var inner = kernels[kernels.Count / 2];

        Differences.Check(model.Variables, inner, count: 5, () => executor.Run([image])[0].square().sum());
    }

    [Fact]
    public void Only_variables_that_require_it_get_a_gradient()
    {
        using var model = new OpenedModel(_shapes);
        using var executor = model.Executor(model.Traces.ForInference!);
        using var image = rand(Concrete(executor.Graph.Inputs[0], 1));
        var kernels = executor.Graph.Variables.Where(static v => v.Shape.Count == 4).Select(static v => v.Name).Take(2).ToList();
        model.Variables.SetRequiresGrad(kernels[1], true);

        executor.Run([image])[0].sum().backward();

        Assert.Null(model.Variables[kernels[0]].grad);
        Assert.NotNull(model.Variables[kernels[1]].grad);
    }

    [Fact]
    public void An_input_of_another_shape_is_refused_by_name()
    {
        using var model = new OpenedModel(_shapes);
        using var executor = model.Executor(model.Traces.ForInference!);

        var error = Assert.Throws<ArgumentException>(() => executor.Run([zeros(1, 3, 5)]));

        Assert.Contains($"input '{executor.Graph.Inputs[0].Name}' takes shape", error.Message);
        Assert.Contains("[1, 3, 5] was given", error.Message);
    }

    [SkippableFact]
    public void A_strangers_mobilenet_runs_from_its_own_preprocessing_to_probabilities()
    {
        using var model = new OpenedModel(SharedModels.Require("mnv1-openmv-complete"));
        using var executor = model.Executor(model.Traces.ForInference!);
        manual_seed(3);
        using var image = rand(2, 160, 120, 1) * 255;

        using var probabilities = executor.Run([image])[0];

        foreach (var sum in probabilities.sum(1).data<float>().ToArray())
        {
            Assert.InRange(sum, 0.9999f, 1.0001f);
        }
    }
}
