using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Runtime.Outputs;

/// <summary>
/// A model whose call gives the wanted kind of result: another of its outputs, or what stands before its classifier or softmax. It is
/// seen as if it had been saved so, in memory; its files stay as they are.
/// </summary>
internal static class ChosenOutput
{
    /// <summary>The model as it was opened, where its first output is what is wanted already, else one with another call.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="facts">What its bytes say of it.</param>
    /// <param name="wanted">The kind.</param>
    /// <exception cref="HubModelFormatException">Its call has nothing of that kind.</exception>
    public static SavedModelFolder Of(SavedModelFolder folder, HubModelInfo facts, OutputKind wanted)
    {
        var outputs = facts.Interface.Outputs;

        // A head needs a vector; a map of features is the next best.
        var other = Enumerable.Range(0, outputs.Count).Where(i => outputs[i].Kind == wanted).OrderBy(i => outputs[i].Shape is [_, > 0] ? 0 : 1).Cast<int?>().FirstOrDefault();
        if (outputs is not [var first, ..] || other == 0 || folder.Format != HubModelFormat.SavedModel2)
        {
            return folder;
        }

        var objects = ObjectGraph.Read(folder, bundle: null);
        if (CallTraces.Read(objects) is not { ForInference: { } inference, ForTraining: { } training })
        {
            // There is no call; whoever loads it says so.
            return folder;
        }

        var graph = SavedGraph.Of(folder.MetaGraph);
        var functions = new CutFunctions(graph);
        var program = new FunctionProgram(graph);
        List<CallTrace> traces = inference == training ? [inference] : [inference, training];
        var isVector = other is { } vector && outputs[vector].Shape is [_, > 0];
        var (result, names) = (isVector ? Another() ?? Inner() : Inner() ?? Another())
            ?? throw new HubModelFormatException(folder.ModelFile, Problem(facts, wanted), Remedy(wanted));

        var message = folder.Message.Clone();
        var meta = message.MetaGraphs[0];
        meta.GraphDef = MessageBytes.Append(meta.GraphDef, new GraphDef { Library = functions.Library });
        foreach (var (trace, name) in traces.Zip(names))
        {
            var concrete = meta.ObjectGraphDef.ConcreteFunctions[trace.FunctionName].Clone();
            concrete.OutputSignature = result;
            meta.ObjectGraphDef.ConcreteFunctions[name] = concrete;
        }

        var call = meta.ObjectGraphDef.Nodes[objects.Child(0, "__call__")!.Value];
        if (call.KindCase == SavedObject.KindOneofCase.BareConcreteFunction)
        {
            call.BareConcreteFunction.ConcreteFunctionName = names[0];
        }
        else
        {
            call.Function.ConcreteFunctions.Clear();
            call.Function.ConcreteFunctions.AddRange(names);
        }

        return folder.With(message);

        (StructuredValue Result, List<string> Names)? Another()
        {
            var results = new TraceOutputs(program, objects);
            if (other is not { } at || results.Of(inference).ElementAtOrDefault(at) is not { } spec)
            {
                return null;
            }

            List<string> all = [.. traces.Select(t => results.Like(t, spec, at, wanted) is { } output ? functions.Only(t.FunctionName, output) : null).OfType<string>()];
            return all.Count < traces.Count ? null : (new StructuredValue { TensorSpecValue = new TensorSpecProto(spec) { Name = outputs[at].Name } }, all);
        }

        (StructuredValue Result, List<string> Names)? Inner()
        {
            var places = traces.Select(t => program.Body(t.FunctionName) is { } body ? PlaceOf(new CutSearch(program, t, body, ShapeOf)) : null).ToList();
            if (places.Contains(null) || places.Any(p => p!.Type != places[0]!.Type || !p.Shape.SequenceEqual(places[0]!.Shape)))
            {
                return null;
            }

            var shape = Attr.ShapeOf([.. places[0]!.Shape]);
            var spec = new TensorSpecProto { Name = Words.Of(wanted), Dtype = places[0]!.Type, Shape = shape };
            List<string> all = [.. places.Select(p => functions.Until(p!)).OfType<string>()];
            return all.Count < traces.Count ? null : (new StructuredValue { TensorSpecValue = spec }, all);
        }

        CutPlace? PlaceOf(CutSearch search) => (wanted, first.Shape) switch
        {
            (OutputKind.Logits, { } shape) => search.Logits([.. shape]),
            (OutputKind.Features, [_, > 0 and var classes]) => search.Features(classes),
            _ => null,
        };

        long[]? ShapeOf(int id) => id >= 0 && id < objects.Message.Nodes.Count && objects.Message.Nodes[id] is { KindCase: SavedObject.KindOneofCase.Variable, Variable.Shape: { UnknownRank: false } shape } ? [.. shape.Dim.Select(static d => d.Size)] : null;
    }

    private static string Problem(HubModelInfo facts, OutputKind wanted)
    {
        var (first, kind) = (facts.Interface.Outputs[0].Name, facts.Interface.Outputs[0].Kind);
        var holds = kind == OutputKind.Unknown ? "" : $", which holds {Words.Of(kind)},";
        return wanted switch
        {
            OutputKind.Logits => $"its call has no output of logits, and its output '{first}'{holds} is not made by a softmax or sigmoid of any",
            OutputKind.Features => $"its call has no output of features, and its output '{first}'{holds} is not made by a dense layer of a vector that the call computes",
            _ => $"its call has no output of {Words.Of(wanted)}",
        };
    }

    private static string Remedy(OutputKind wanted) => wanted is OutputKind.Logits or OutputKind.Features
        ? "take a variant of the model that gives them"
        : $"leave {nameof(HubLoadOptions.Output)} out";
}
