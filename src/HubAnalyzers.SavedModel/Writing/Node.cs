using System.Collections.Generic;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>Makes one node of a graph or a function.</summary>
internal static class Node
{
    public static NodeDef Create(string name, string op, IEnumerable<string> inputs, params (string Key, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = op };
        node.Input.AddRange(inputs);
        foreach (var (key, value) in attributes)
        {
            node.Attr.Add(key, value);
        }

        return node;
    }

    public static NodeDef Constant(string name, TensorProto value) => Create(
        name, "Const", [], ("dtype", Attr.Type(value.Dtype)), ("value", Attr.Tensor(value)));
}
