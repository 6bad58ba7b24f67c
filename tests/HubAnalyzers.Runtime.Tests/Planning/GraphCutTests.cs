using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Planning;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Tests.Planning;

public sealed class GraphCutTests
{
    private static HashSet<string> Names(params string[] names) => new(names, StringComparer.Ordinal);

    private static string[] Ops(ImportedGraph? graph) => [.. graph?.Nodes.Select(static n => n.Op) ?? []];

    [Fact]
    public void A_graph_in_which_nothing_trains_is_all_frozen_part()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));

        var cut = GraphCut.Make(small.Graph, Names());

        Assert.Null(cut.Suffix);
        Assert.Equal(["Conv2D", "FusedBatchNormV3", "Relu"], Ops(cut.Prefix));
    }

    [Fact]
    public void What_stands_before_the_first_trained_variable_is_the_frozen_part()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("b", small.Block("a", small.Input("x", -1, 5, 5, 4))));

        var cut = GraphCut.Make(small.Graph, Names("b/kernel"));

        Assert.Equal(["Conv2D", "FusedBatchNormV3", "Relu"], Ops(cut.Prefix));
        Assert.Equal(["Conv2D", "FusedBatchNormV3", "Relu"], Ops(cut.Suffix));
        Assert.Single(cut.Boundary);
        Assert.Empty(cut.PassedInputs);
    }

    [Fact]
    public void A_value_that_goes_round_a_trained_layer_crosses_the_cut_once()
    {
        using var small = new SmallGraph();
        var inner = small.Block("a", small.Input("x", -1, 5, 5, 4));
        small.Output(small.Node("AddV2", [inner, small.Block("b", inner)]));

        var cut = GraphCut.Make(small.Graph, Names("b/kernel"));

        Assert.Single(cut.Boundary);
        Assert.Equal(["Conv2D", "FusedBatchNormV3", "Relu", "AddV2"], Ops(cut.Suffix));
    }

    [Fact]
    public void A_trained_first_layer_leaves_no_frozen_part()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));

        var cut = GraphCut.Make(small.Graph, Names("a/kernel"));

        Assert.Null(cut.Prefix);
        Assert.Same(small.Graph.File, cut.Suffix!.File);
        Assert.Equal([0], cut.PassedInputs);
    }

    [Fact]
    public void A_frozen_result_beside_a_trained_one_is_computed_in_the_frozen_part()
    {
        using var small = new SmallGraph();
        var inner = small.Block("a", small.Input("x", -1, 5, 5, 4));
        small.Output(small.Block("b", inner));
        small.Output(small.Node("Square", [inner]));

        var cut = GraphCut.Make(small.Graph, Names("b/kernel"));

        Assert.Equal(2, cut.Boundary.Count);
        Assert.Contains("Square", Ops(cut.Prefix));
        Assert.DoesNotContain("Square", Ops(cut.Suffix));
        Assert.Equal(ValueSource.Input, cut.Suffix!.Outputs[1].Value.Source);
    }

    [Fact]
    public void Gradients_of_an_input_are_wanted_so_that_all_that_sees_it_is_behind_the_cut()
    {
        using var small = new SmallGraph();
        small.Output(small.Block("a", small.Input("x", -1, 5, 5, 4)));

        var cut = GraphCut.Make(small.Graph, Names(), throughInputs: true);

        Assert.Null(cut.Prefix);
    }

    [Fact]
    public void Chance_is_behind_the_cut_since_kept_results_would_repeat_it()
    {
        using var small = new SmallGraph();
        var inner = small.Block("a", small.Input("x", 2, 5, 5, 4));
        var noise = small.Node("RandomUniform", [small.Ints(2, 5, 5, 4)], ("dtype", new AttrValue { Type = DataType.DtFloat }));
        small.Output(small.Node("Mul", [inner, noise]));

        var cut = GraphCut.Make(small.Graph, Names());

        Assert.DoesNotContain("RandomUniform", Ops(cut.Prefix));
        Assert.Equal(["Const", "RandomUniform", "Mul"], Ops(cut.Suffix));
    }

    [Fact]
    public void A_variable_that_the_run_changes_counts_as_trained()
    {
        using var small = new SmallGraph();
        var x = small.Input("x", -1, 4);
        var average = small.Random("average", 4);
        var inner = small.Node("Square", [x]);
        small.Output(small.Node("Mul", [inner, average]));
        small.Update(average, UpdateKind.Assign, small.Node("Mean", [inner, small.Ints(0)]));

        var cut = GraphCut.Make(small.Graph, Names());

        Assert.Equal(["Square", "Const", "Mean"], Ops(cut.Prefix));
        Assert.Equal(["Mul"], Ops(cut.Suffix));
        Assert.Equal(ValueSource.Input, Assert.Single(cut.Suffix!.Updates).Value.Source);
    }

    [Fact]
    public void A_loop_whose_body_reads_a_trained_variable_is_behind_the_cut()
    {
        using var small = new SmallGraph();
        var x = small.Node("Square", [small.Input("x", -1, 4)]);
        var weight = small.Random("weight", 4);
        var body = new ImportedGraph(
            "test", "body", [new GraphInput("state", DataType.DtFloat, [-1, 4])], small.Graph.Variables, [], [new GraphOutput("next", weight)], []);
        small.Output(small.Node(new GraphNode("If", "If", [x], NodeAttributes.Empty) { Bodies = [body, body] }));

        Assert.Equal(["If"], Ops(GraphCut.Make(small.Graph, Names("weight")).Suffix));
        Assert.Null(GraphCut.Make(small.Graph, Names()).Suffix);
    }
}
