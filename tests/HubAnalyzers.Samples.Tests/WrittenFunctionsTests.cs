using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Samples.Pretrain.Graphs;
using HubAnalyzers.Samples.Pretrain.Net;
using HubAnalyzers.Samples.Pretrain.SavedModels;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Samples.Tests;

/// <summary>The rules by which TensorFlow reads a function library and an object graph, applied to what the program writes.</summary>
public sealed class WrittenFunctionsTests
{
    private static readonly ShapesMobilenet _net = new();
    private static readonly NetFunctions _functions = new(_net);
    private static readonly SavedObjectGraph _objects = ObjectGraphWriter.Write(_net, _functions);

    [Fact]
    public void Every_edge_of_a_function_begins_at_an_argument_or_an_earlier_node()
    {
        foreach (var function in _functions.Library)
        {
            var known = function.Signature.InputArg.Select(static a => a.Name).ToHashSet();
            Assert.Equal(known.Count, function.Signature.InputArg.Count);
            foreach (var node in function.NodeDef.Where(static n => n.Name != "Identity" && !n.Name.StartsWith("Identity_")))
            {
                Assert.All(node.Input, input => Assert.Contains(Origin(input), known));
                Assert.True(known.Add(node.Name), $"{function.Signature.Name} has two nodes named {node.Name}");
            }

            // The last nodes wait for the node that ends all effects, which comes after them in the list.
            var nodes = function.NodeDef.Select(static n => n.Name).ToHashSet();
            Assert.All(function.Ret.Values.Concat(function.ControlRet.Values), edge => Assert.Contains(Origin(edge), nodes));
            Assert.Equal(function.Signature.OutputArg.Select(static a => a.Name).Order(), function.Ret.Keys.Order());
            Assert.Equal(function.Signature.ControlOutput.Order(), function.ControlRet.Keys.Order());
        }
    }

    [Fact]
    public void A_call_passes_what_the_called_function_declares()
    {
        var library = _functions.Library.ToDictionary(static f => f.Signature.Name);
        var calls = _functions.Library.SelectMany(static f => f.NodeDef).Where(static n => n.Op == "StatefulPartitionedCall").ToList();
        Assert.Equal(4, calls.Count);
        foreach (var call in calls)
        {
            var callee = library[call.Attr["f"].Func.Name].Signature;
            Assert.Equal(callee.InputArg.Select(static a => a.Type), call.Attr["Tin"].List.Type);
            Assert.Equal(callee.OutputArg.Select(static a => a.Type), call.Attr["Tout"].List.Type);
            Assert.Equal(callee.InputArg.Count, call.Input.Count);
        }
    }

    [Fact]
    public void A_trace_binds_one_variable_to_each_resource_argument()
    {
        var library = _functions.Library.ToDictionary(static f => f.Signature.Name);
        foreach (var (name, concrete) in _objects.ConcreteFunctions)
        {
            Assert.Equal(library[name].Signature.InputArg.Count(static a => a.Type == DataType.DtResource), concrete.BoundInputs.Count);
            Assert.All(concrete.BoundInputs, id => Assert.Equal(SavedObject.KindOneofCase.Variable, _objects.Nodes[id].KindCase));
        }
    }

    [Fact]
    public void Only_the_training_trace_writes_and_it_writes_the_moving_statistics()
    {
        var bodies = _functions.Library.Where(static f => f.Signature.Name.Contains("conditional_losses")).ToList();
        var norms = _net.Variables.Count(static v => v.Name.EndsWith("/gamma", System.StringComparison.Ordinal));
        Assert.Equal(2, bodies.Count);
        Assert.Equal([0, 2 * norms], bodies.Select(static f => f.NodeDef.Count(static n => n.Op == "AssignVariableOp")));

        // TensorFlow leaves is_training out where it is true.
        var modes = bodies.Select(static f => f.NodeDef.Where(static n => n.Op == "FusedBatchNormV3").All(static n => n.Attr.ContainsKey("is_training")));
        Assert.Equal([true, false], modes);
    }

    [Fact]
    public void The_call_captures_every_variable_but_the_classifier()
    {
        var expected = _net.Variables.Select(static v => v.Name).Where(static n => !n.Contains("/Logits/")).Order().ToList();
        Assert.Equal(expected, Names(_functions.CallInference.Captures));
        Assert.Equal(expected, Names(_functions.CallTraining.Captures));
        Assert.Equal(_net.Variables.Select(static v => v.Name).Order(), Names(_functions.Serving.Captures));
    }

    [Fact]
    public void The_trainable_list_holds_kernels_gammas_and_betas_only()
    {
        var names = List("trainable_variables").Select(id => _objects.Nodes[id].Variable.Name).ToList();
        var expected = _net.Variables.Select(static v => v.Name)
            .Where(static n => !n.Contains("/Logits/") && !n.Contains("/moving_"));
        Assert.Equal(expected.Order(), names.Order());
        Assert.Equal(_net.Variables.Count, List("variables").Count);
    }

    [Fact]
    public void Each_loss_is_a_function_without_arguments_over_one_kernel()
    {
        var losses = List("regularization_losses");
        Assert.Equal(_net.Variables.Count(static v => v.Name.EndsWith("kernel", System.StringComparison.Ordinal)) - 1, losses.Count);
        foreach (var id in losses)
        {
            var trace = _objects.ConcreteFunctions[Assert.Single(_objects.Nodes[id].Function.ConcreteFunctions)];
            Assert.Empty(trace.CanonicalizedInputSignature.TupleValue.Values[0].TupleValue.Values);
            Assert.EndsWith("kernel", _objects.Nodes[Assert.Single(trace.BoundInputs)].Variable.Name);
        }
    }

    private static List<int> List(string name)
    {
        var id = _objects.Nodes[0].Children.Single(c => c.LocalName == name).NodeId;
        return [.. _objects.Nodes[id].Children.Select(static c => c.NodeId)];
    }

    private static IEnumerable<string> Names(IEnumerable<Captured> captures) => captures.Select(static v => v.Name).Order();

    private static string Origin(string edge) => edge.TrimStart('^').Split(':')[0];
}
