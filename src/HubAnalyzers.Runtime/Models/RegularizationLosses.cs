using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Execution;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;

namespace HubAnalyzers.Runtime;

/// <summary>The losses that a model brings along: its root's list <c>regularization_losses</c> of functions without arguments, each giving one number.</summary>
internal sealed class RegularizationLosses : IDisposable
{
    private readonly VariableStore _store;
    private readonly string _file;
    private readonly Lazy<IReadOnlyList<GraphExecutor>> _losses;

    /// <summary>Finds the functions; they are read when they are first needed.</summary>
    public RegularizationLosses(VariableStore store, string file, ObjectGraph objects, Func<string, ImportedGraph> import)
    {
        _store = store;
        _file = file;
        var nodes = objects.List(0, "regularization_losses") ?? [];
        _losses = new(() => [.. nodes.Select((n, i) => new GraphExecutor(Require(import(FunctionOf(objects.Message.Nodes[n], i)), i), store))]);
    }

    /// <summary>Their sum; nought where there are none. The caller owns it.</summary>
    public torch.Tensor Sum()
    {
        using var scope = torch.NewDisposeScope();
        var nought = torch.zeros([], _store.Options.WeightType, _store.Options.Device ?? torch.CPU);
        return _losses.Value.Aggregate(nought, Plus).MoveToOuterDisposeScope();
    }

    /// <summary>The sum of those that a variable which trains has a part in, since the others have no gradient; null where there are none. The caller owns it.</summary>
    public torch.Tensor? SumOfTrained()
    {
        using var scope = torch.NewDisposeScope();
        var sum = _losses.Value.Where(Trains).Aggregate((torch.Tensor?)null, Plus);
        return sum?.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (var loss in _losses.IsValueCreated ? _losses.Value : [])
        {
            loss.Dispose();
        }
    }

    private bool Trains(GraphExecutor loss) => loss.Graph.Variables.Any(v => _store.GetRequiresGrad(v.Name));

    private torch.Tensor Plus(torch.Tensor? sum, GraphExecutor loss)
    {
        var one = loss.Run([])[0].to(_store.Options.WeightType).sum();
        return sum is null ? one : Ops.Arithmetic.Add(sum, one);
    }

    private string FunctionOf(SavedObject node, int index) => node.KindCase switch
    {
        SavedObject.KindOneofCase.Function when node.Function.ConcreteFunctions.Count > 0 => node.Function.ConcreteFunctions[0],
        SavedObject.KindOneofCase.BareConcreteFunction => node.BareConcreteFunction.ConcreteFunctionName,
        _ => throw Damage(index, "is no function"),
    };

    private ImportedGraph Require(ImportedGraph graph, int index) => graph switch
    {
        { Inputs.Count: > 0 } => throw Damage(index, "takes arguments"),
        { Outputs.Count: 0 } => throw Damage(index, "gives nothing"),
        _ => graph with { Updates = [], Outputs = [graph.Outputs[0]] },
    };

    private HubModelFormatException Damage(int index, string what) =>
        new(_file, $"element {index} of its regularization_losses {what}", "export it anew with functions without arguments, as reusable SavedModels have them");
}
