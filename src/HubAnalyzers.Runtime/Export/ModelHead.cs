using System.Linq;
using HubAnalyzers.SavedModel;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <summary>The head that an export put on a model: what its outputs mean.</summary>
internal static class ModelHead
{
    /// <summary>The old root, below the new one.</summary>
    public const string Backbone = "backbone";

    /// <summary>What the root calls the head.</summary>
    public const string Name = "head";

    /// <summary>The signature that gives probabilities too.</summary>
    public const string Serving = "serving_default";

    /// <summary>Reads it: what serves has a softmax for classes, a sigmoid for labels, and neither for values. Null where the model is no export with a head.</summary>
    public static HeadMeaning? Read(SavedModelFolder folder)
    {
        if (folder.MetaGraph is not { ObjectGraphDef: { Nodes.Count: > 0 } objects } meta || Child(0, Name) is null || Child(0, Backbone) is null
            || Child(0, "signatures") is not { } signatures || Child(signatures, Serving) is not { } serving
            || objects.Nodes[serving] is not { KindCase: SavedObject.KindOneofCase.BareConcreteFunction, BareConcreteFunction.ConcreteFunctionName: var name }
            || SavedGraph.Of(meta).ParseFunction(name) is not { } function)
        {
            return null;
        }

        return function.NodeDef.Any(static n => n.Op == "Softmax") ? HeadMeaning.Classes
            : function.NodeDef.Any(static n => n.Op == "Sigmoid") ? HeadMeaning.Labels
            : HeadMeaning.Values;

        int? Child(int node, string child) => objects.Nodes[node].Children.FirstOrDefault(c => c.LocalName == child) is { NodeId: var id } && id >= 0 && id < objects.Nodes.Count ? id : null;
    }
}
