using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export.Onnx;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <content>
/// Loops. A list that is read is the tensor that it was made of; a list that is written, from the front to the back as all
/// recurrent layers do, is a sequence.
/// </content>
internal sealed partial class OnnxWriter
{
    private enum ListForm
    {
        Tensor,
        Sequence,
    }

    private void While(GraphNode node, Target target)
    {
        var (condition, body) = (node.Bodies[0], node.Bodies[1]);
        var state = Inputs(node);
        var forms = node.Inputs.Select(v => _lists.TryGetValue(v, out var form) ? (ListForm?)form : null).ToArray();
        var first = Inner(condition, _onnx, state, forms)[0];

        var turn = new GraphProto { Name = _fresh.Of(node.Name) };
        turn.Input.Add(Describe(Temporary(), DataType.DtInt64, []));
        turn.Input.Add(Describe(Temporary(), DataType.DtBool, []));
        var inner = new string[state.Length];
        for (var i = 0; i < state.Length; i++)
        {
            inner[i] = Temporary();
            turn.Input.Add(forms[i] == ListForm.Sequence ? DescribeSequence(inner[i]) : Describe(inner[i], forms[i] is null ? body.Inputs[i].DType : DataType.DtFloat, null));
        }

        var next = Inner(body, turn, inner, forms);
        var again = Inner(condition, turn, next, forms)[0];
        foreach (var (name, i) in next.Prepend(again).Select(static (n, i) => (n, i)))
        {
            // An output must be the body's own: what only passes through gets a name.
            var own = _fresh.Of("t");
            turn.Node.Add(new NodeProto { OpType = "Identity", Name = own, Input = { name }, Output = { own } });
            turn.Output.Add(i == 0 ? Describe(own, DataType.DtBool, []) : forms[i - 1] == ListForm.Sequence ? DescribeSequence(own) : Describe(own, forms[i - 1] is null ? body.Inputs[i - 1].DType : DataType.DtFloat, null));
        }

        var outputs = state.Select((_, i) => i == 0 ? target.Name : Temporary()).ToArray();
        EmitMany("Loop", ["", first, .. state], outputs, new AttributeProto { Name = "body", G = turn, Type = AttributeProto.Types.AttributeType.Graph });
        for (var i = 0; i < outputs.Length; i++)
        {
            Output(target, i, outputs[i]);
            if (forms[i] is { } form)
            {
                _lists[target.Value with { Output = i }] = form;
            }
        }
    }

    private void If(GraphNode node, Target target)
    {
        var graphs = node.Bodies.Select(branch =>
        {
            var graph = new GraphProto { Name = _fresh.Of(node.Name) };
            var results = Inner(branch, graph, Inputs(node)[1..], new ListForm?[node.Inputs.Count - 1]);
            for (var i = 0; i < results.Length; i++)
            {
                var own = _fresh.Of("t");
                graph.Node.Add(new NodeProto { OpType = "Identity", Name = own, Input = { results[i] }, Output = { own } });
                graph.Output.Add(Describe(own, ShapeInference.Run(branch).TypeOf(branch.Outputs[i].Value) is { } type ? TensorTypes.FromTorch(type) ?? DataType.DtFloat : DataType.DtFloat, null));
            }

            return graph;
        }).ToArray();
        var outputs = Enumerable.Range(0, node.Bodies[0].Outputs.Count).Select(i => i == 0 ? target.Name : Temporary()).ToArray();
        EmitMany(
            "If",
            [Input(node, 0)],
            outputs,
            new AttributeProto { Name = "then_branch", G = graphs[0], Type = AttributeProto.Types.AttributeType.Graph },
            new AttributeProto { Name = "else_branch", G = graphs[1], Type = AttributeProto.Types.AttributeType.Graph });
        for (var i = 0; i < outputs.Length; i++)
        {
            Output(target, i, outputs[i]);
        }
    }

    /// <summary>Writes a body's operations into a graph and returns the names of its results.</summary>
    private string[] Inner(ImportedGraph body, GraphProto into, string[] inputs, ListForm?[] forms)
    {
        var writer = new OnnxWriter(body, _variables, into, _initializers, _fresh, _refusals);
        for (var i = 0; i < inputs.Length; i++)
        {
            var value = new ValueRef(ValueSource.Input, i);
            writer._names[value] = inputs[i];
            if (forms[i] is { } form)
            {
                writer._lists[value] = form;
            }
        }

        writer.WriteNodes();
        return [.. body.Outputs.Select(o => writer.NameOf(o.Value))];
    }

    private void FromTensor(GraphNode node, Target target)
    {
        Emit("Identity", [Input(node, 0)], target.Name);
        _lists[target.Value] = ListForm.Tensor;
    }

    private void Reserve(GraphNode node, Target target)
    {
        Emit("SequenceEmpty", [], target.Name, Int("dtype", ElementType(node.Attributes.Type("element_dtype", DataType.DtFloat))));
        _lists[target.Value] = ListForm.Sequence;
    }

    private void GetItem(GraphNode node, Target target)
    {
        var isSequence = _lists.GetValueOrDefault(node.Inputs[0]) == ListForm.Sequence;
        Emit(isSequence ? "SequenceAt" : "Gather", [Input(node, 0), Input(node, 1)], target.Name);
    }

    private void SetItem(GraphNode node, Target target, int item)
    {
        if (_lists.GetValueOrDefault(node.Inputs[0]) != ListForm.Sequence)
        {
            throw Unsupported(node, $"'{node.Name}' ({node.Op}) changes a list that was made of a tensor");
        }

        Emit("SequenceInsert", [Input(node, 0), Input(node, item)], target.Name);
        _lists[target.Value] = ListForm.Sequence;
    }

    private void Stack(GraphNode node, Target target)
    {
        if (_lists.GetValueOrDefault(node.Inputs[0]) == ListForm.Sequence)
        {
            Emit("ConcatFromSequence", [Input(node, 0)], target.Name, Int("axis", 0), Int("new_axis", 1));
        }
        else
        {
            Emit("Identity", [Input(node, 0)], target.Name);
        }
    }

    private static ValueInfoProto DescribeSequence(string name) => new()
    {
        Name = name,
        Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = ElementType(DataType.DtFloat) } } } },
    };
}
