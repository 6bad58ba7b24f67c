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
        model.Variables.SetRequiresGrad(inner, true);
        var weights = model.Variables[inner];

        Loss().backward();
        var gradient = weights.grad!.reshape(-1).data<double>().ToArray();
        model.Variables.SetRequiresGrad(inner, false);

        var flat = weights.view(-1);
        const double h = 1e-6;
        foreach (var at in gradient.Select(static (g, i) => (g, i)).OrderByDescending(static p => Math.Abs(p.g)).Take(5).Select(static p => p.i))
        {
            var original = flat[at].ToDouble();
            flat[at] = tensor(original + h, dtype: ScalarType.Float64);
            var up = Loss().ToDouble();
            flat[at] = tensor(original - h, dtype: ScalarType.Float64);
            var down = Loss().ToDouble();
            flat[at] = tensor(original, dtype: ScalarType.Float64);

            var measured = (up - down) / (2 * h);
            Assert.True(Math.Abs(measured) > 1e-9, "a gradient that is nought shows nothing");
            Assert.True(Math.Abs(measured - gradient[at]) <= 1e-5 * Math.Max(1, Math.Abs(measured)), $"weight {at}: {measured} measured, {gradient[at]} computed");
        }

        Tensor Loss() => executor.Run([image])[0].square().sum();
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
