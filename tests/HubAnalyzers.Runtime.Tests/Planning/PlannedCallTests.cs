using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.Runtime.Tests.Execution;
using HubAnalyzers.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Tests.Planning;

public sealed class PlannedCallTests
{
    private static readonly string _shapes = Repository.PathOf("samples", "models", "shapes_mobilenet");
    private static readonly HashSet<string> _none = [];

    [Theory]
    [InlineData(FrozenEngine.TorchSharp)]
    [InlineData(FrozenEngine.OnnxRuntime)]
    [InlineData(FrozenEngine.Auto)]
    public void Whatever_computes_the_frozen_part_the_results_are_those_of_the_whole_graph(FrozenEngine engine)
    {
        using var model = new OpenedModel(_shapes);
        var graph = model.Import(model.Traces.ForInference!);
        model.Variables.Add(graph.Variables);
        using var whole = new GraphExecutor(graph, model.Variables);
        using var plan = new PlannedCall(graph, model.Variables, _none, engine);
        // More than the engines are compared on.
        using var image = rand(6, 48, 48, 3);

        using var expected = whole.Run([image])[0];
        using var first = plan.Run([image])[0];
        using var again = plan.Run([image])[0];

        Assert.Equal(expected.shape, first.shape);
        Assert.True((expected - first).abs().max().ToDouble() <= 1e-4 * expected.abs().max().ToDouble());
        Assert.Equal(first.data<float>().ToArray(), again.data<float>().ToArray());
        Assert.Equal(engine == FrozenEngine.TorchSharp ? FrozenEngine.TorchSharp : FrozenEngine.OnnxRuntime, plan.Prefix!.Engine);
        Assert.Equal(engine == FrozenEngine.TorchSharp, plan.Prefix.Comparison is null);
    }

    [Fact]
    public void At_each_place_of_the_cut_results_and_gradients_are_those_of_the_whole_graph()
    {
        // In double precision, for a rounding may take an activation to the other side of its kink.
        using var model = new OpenedModel(_shapes, new ImportOptions { FloatType = ScalarType.Float64 });
        var graph = model.Import(model.Traces.ForInference!);
        model.Variables.Add(graph.Variables);
        using var image = rand(2, 48, 48, 3, dtype: ScalarType.Float64);
        var kernels = graph.Variables.Where(static v => v.Shape.Count == 4).Select(static v => v.Name).ToList();
        var cuts = new HashSet<int>();
        foreach (var kernel in kernels.Where((_, i) => i % 4 == 0))
        {
            model.Variables.SetRequiresGrad(kernel, true);
            using (var whole = new GraphExecutor(graph, model.Variables))
            using (var plan = new PlannedCall(graph, model.Variables, new HashSet<string> { kernel }))
            {
                var (expected, expectedGradient) = Step(inputs => whole.Run(inputs), model.Variables, kernel, image);
                var (result, gradient) = Step(inputs => plan.Run(inputs), model.Variables, kernel, image);
                Assert.True(Apart(expected, result) <= 1e-9, kernel);
                Assert.True(Apart(expectedGradient, gradient) <= 1e-9, kernel);
                cuts.Add(plan.Cut.Prefix?.Nodes.Count ?? 0);
            }

            model.Variables.SetRequiresGrad(kernel, false);
        }

        Assert.True(cuts.Count >= 5, "the cut does not move");
    }

    [Fact]
    public void The_second_part_runs_on_kept_results_of_the_first_without_the_images()
    {
        using var model = new OpenedModel(_shapes);
        var graph = model.Import(model.Traces.ForInference!);
        model.Variables.Add(graph.Variables);
        var kernel = graph.Variables.Last(static v => v.Shape.Count == 4).Name;
        model.Variables.SetRequiresGrad(kernel, true);
        using var plan = new PlannedCall(graph, model.Variables, new HashSet<string> { kernel });
        using var image = rand(2, 48, 48, 3);
        using var scope = NewDisposeScope();

        var whole = plan.Run([image])[0];
        var boundary = plan.RunPrefix([image]);
        var result = plan.RunSuffix(boundary, [])[0];

        Assert.False(plan.SuffixTakesInputs);
        Assert.All(boundary, static b => Assert.False(b.requires_grad));
        Assert.True(result.requires_grad);
        Assert.Equal(whole.detach().data<float>().ToArray(), result.detach().data<float>().ToArray());
    }

    [Fact]
    public void A_training_traces_averages_move_as_without_a_plan()
    {
        using var planned = new OpenedModel(_shapes);
        using var plain = new OpenedModel(_shapes);
        var graph = planned.Import(planned.Traces.ForTraining!);
        using var plan = new PlannedCall(graph, planned.Variables, _none, FrozenEngine.TorchSharp);
        using var whole = new GraphExecutor(plain.Import(plain.Traces.ForTraining!), plain.Variables);
        using var image = rand(4, 48, 48, 3);
        for (var step = 0; step < 2; step++)
        {
            plan.Run([image])[0].Dispose();
            whole.Run([image])[0].Dispose();
        }

        Assert.True(plan.IsCurrent);
        foreach (var name in graph.Updates.Select(u => graph.Variables[u.Variable].Name))
        {
            Assert.True(Apart(plain.Variables[name], planned.Variables[name]) <= 1e-4, name);
        }
    }

    [Fact]
    public void A_plan_is_no_longer_current_once_a_frozen_value_was_set()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        using var plan = new PlannedCall(small.Graph, small.Variables, new HashSet<string> { "a/kernel" });
        Assert.True(plan.IsCurrent);

        small.Variables.Set("a/kernel", zeros(3, 3, 4, 4));
        Assert.True(plan.IsCurrent);

        small.Variables.Set("a/gamma", zeros(4));
        Assert.False(plan.IsCurrent);
    }

    [Fact]
    public void A_plan_is_no_longer_current_once_somebody_changed_a_frozen_value_in_place()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        var gamma = small.Variables.HandOut("a/gamma");
        using var plan = new PlannedCall(small.Graph, small.Variables, _none);
        Assert.True(plan.IsCurrent);

        gamma[2] = tensor(0.25f);
        Assert.False(plan.IsCurrent);
    }

    [Fact]
    public void A_value_that_is_handed_out_after_the_plan_was_made_is_watched_too()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        using var plan = new PlannedCall(small.Graph, small.Variables, _none);

        small.Variables.HandOut("a/gamma");

        Assert.False(plan.IsCurrent);
    }

    [Fact]
    public void What_has_no_onnx_form_stays_in_torch_with_the_reason()
    {
        using var small = new SmallGraph();
        small.Output(small.Node("LRN", [small.Block("a", small.Input("x", -1, 5, 5, 4))]));
        using var plan = new PlannedCall(small.Graph, small.Variables, _none, FrozenEngine.OnnxRuntime);

        Assert.Equal(FrozenEngine.TorchSharp, plan.Prefix!.Engine);
        Assert.Equal("there is no ONNX form of LRN", plan.Prefix.Why);
        using var x = rand(1, 5, 5, 4);
        plan.Run([x])[0].Dispose();
    }

    [Fact]
    public void Inputs_that_give_no_numbers_decide_nothing_between_the_engines()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        using var plan = new PlannedCall(small.Graph, small.Variables, _none);
        using var bad = full([6, 5, 5, 4], float.NaN);
        using var good = rand(1, 5, 5, 4);

        using var result = plan.Run([bad])[0];
        Assert.Equal(6, result.shape[0]);
        Assert.Null(plan.Prefix!.Comparison);

        plan.Run([good])[0].Dispose();
        Assert.NotNull(plan.Prefix.Comparison);
        Assert.Equal(FrozenEngine.OnnxRuntime, plan.Prefix.Engine);
    }

    [Fact]
    public void Where_the_first_inputs_give_no_numbers_torch_runs_the_rest()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        using var plan = new PlannedCall(small.Graph, small.Variables, _none);
        using var bad = full([1, 5, 5, 4], float.NaN);
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(FrozenEngine.OnnxRuntime, plan.Prefix!.Engine);
            plan.Run([bad])[0].Dispose();
        }

        Assert.Equal(FrozenEngine.TorchSharp, plan.Prefix!.Engine);
        Assert.Equal("the first 3 inputs gave no numbers, so that the engines could not be compared", plan.Prefix.Why);
    }

    [Fact]
    public void What_onnx_runtime_fails_at_later_is_told_in_the_engines_own_words()
    {
        // Rows of 100 values fit two examples and not three.
        using var small = new SmallGraph();
        small.Output(small.Node("Reshape", [small.Block("a", small.Input("x", -1, 5, 5, 4)), small.Ints(2, 100)]));
        using var plan = new PlannedCall(small.Graph, small.Variables, _none);
        using var two = rand(2, 5, 5, 4);
        using var three = rand(3, 5, 5, 4);
        plan.Run([two])[0].Dispose();
        Assert.NotNull(plan.Prefix!.Comparison);

        var error = Assert.Throws<InvalidOperationException>(() => plan.Run([three]));

        Assert.StartsWith("test: node 'Reshape' (Reshape) cannot compute on [3, 5, 5, 4]", error.Message, StringComparison.Ordinal);
        plan.Run([two])[0].Dispose();
        Assert.Equal(FrozenEngine.OnnxRuntime, plan.Prefix.Engine);
    }

    [Fact]
    public void A_wrong_input_is_refused_by_name_whatever_the_engine()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));
        using var plan = new PlannedCall(small.Graph, small.Variables, _none);
        using var good = rand(1, 5, 5, 4);
        plan.Run([good])[0].Dispose();

        Assert.Contains("input 'x' takes shape", Assert.Throws<ArgumentException>(() => plan.Run([rand(1, 5, 5, 3)])).Message);
    }

    private static (Tensor Result, Tensor Gradient) Step(Func<IReadOnlyList<Tensor>, Tensor[]> run, VariableStore variables, string name, Tensor image)
    {
        using var result = run([image])[0];
        using var loss = result.square().sum();
        loss.backward();
        var gradient = variables[name].grad!.clone();
        variables[name].grad = null;
        return (result.detach().clone(), gradient);
    }

    private static double Apart(Tensor expected, Tensor value)
    {
        using var scope = NewDisposeScope();
        return (expected - value).abs().max().ToDouble() / Math.Max(1e-6, expected.abs().max().ToDouble());
    }
}
