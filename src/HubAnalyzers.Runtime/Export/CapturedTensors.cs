using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Inspection;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <summary>Which tensor of a model's main graph stands for an object that its functions capture.</summary>
internal sealed class CapturedTensors
{
    private readonly SavedObjectGraph _objects;
    private readonly Dictionary<int, string> _known = [];
    private readonly Dictionary<string, string?> _handles = new(StringComparer.Ordinal);

    public CapturedTensors(SavedGraph graph, SavedObjectGraph objects)
    {
        _objects = objects;
        foreach (var node in graph.Nodes)
        {
            if (node.Op is "StatefulPartitionedCall" or "PartitionedCall")
            {
                AddCall(node.ToMessage());
            }
            else if (node.Op == "VarHandleOp")
            {
                // Two handles under one name tell nothing.
                var shared = node.TryGetAttribute("shared_name", out var name) && name.S.Length > 0 ? name.S.ToStringUtf8() : node.Name;
                _handles[shared] = _handles.ContainsKey(shared) ? null : node.Name;
            }
        }
    }

    /// <summary>The tensor; null where the graph does not tell.</summary>
    public string? Of(int id) => _known.TryGetValue(id, out var tensor) ? tensor : _objects.Nodes[id] switch
    {
        { KindCase: SavedObject.KindOneofCase.Variable, Variable: var variable } => _handles.GetValueOrDefault(LayerNaming.Trim(variable.Name)),
        { KindCase: SavedObject.KindOneofCase.Constant, Constant: var constant } => constant.Operation,
        _ => null,
    };

    /// <summary>A signature's call passes on what its function captures, in the same order.</summary>
    private void AddCall(NodeDef call)
    {
        if (!call.Attr.TryGetValue("f", out var called) || called.Func is null || !_objects.ConcreteFunctions.TryGetValue(called.Func.Name, out var function))
        {
            return;
        }

        var inputs = call.Input.Where(static i => !i.StartsWith('^')).ToList();
        var first = inputs.Count - function.BoundInputs.Count;
        for (var i = 0; first >= 0 && i < function.BoundInputs.Count; i++)
        {
            _known.TryAdd(function.BoundInputs[i], inputs[first + i]);
        }
    }
}
