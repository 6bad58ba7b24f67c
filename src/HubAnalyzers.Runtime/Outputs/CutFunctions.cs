using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;
using HubAnalyzers.SavedModel.Wire;
using HubAnalyzers.SavedModel.Writing;

namespace HubAnalyzers.Runtime.Outputs;

/// <summary>
/// Writes functions that give another result than a call's own: copies of those between the call and the value, each with one result
/// more. The model's own functions stay as they are.
/// </summary>
/// <param name="graph">The model's graph.</param>
internal sealed class CutFunctions(SavedGraph graph)
{
    /// <summary>What is written.</summary>
    public FunctionDefLibrary Library { get; } = new();

    /// <summary>A function that gives one of another's results alone; its name. Null where the other has no such result.</summary>
    public string? Only(string function, int output)
    {
        var copy = Copy(function);
        if (output >= copy.Signature.OutputArg.Count || copy.Signature.OutputArg[output] is var kept && !copy.Ret.ContainsKey(kept.Name))
        {
            return null;
        }

        var value = copy.Ret[kept.Name];
        copy.Signature.OutputArg.Clear();
        copy.Ret.Clear();
        Return(copy, kept.Name, kept.Type, value);
        return Add(copy);
    }

    /// <summary>A function that gives a value inside of a trace alone; its name.</summary>
    public string Until(CutPlace place)
    {
        var frame = place.Frame;
        var function = Copy(frame.Body.Name);
        var edge = function.NodeDef[place.Node].Input.Where(static i => !i.StartsWith('^')).ElementAt(place.Input);
        if (place.Places.Count > 0)
        {
            var node = Free(function.NodeDef.Select(static n => n.Name), "vector_of_map");
            function.NodeDef.Add(Node.Create(node, "Squeeze", [edge], ("T", Attr.Type(place.Type)), ("squeeze_dims", Attr.Numbers([.. place.Places]))));
            edge = $"{node}:output:0";
        }

        while (frame.Caller is { } caller)
        {
            Return(function, "cut", place.Type, edge);
            var results = function.Signature.OutputArg;
            var called = Add(function);
            function = Copy(caller.Body.Name);
            var call = function.NodeDef[frame.Call];
            call.Attr["f"].Func.Name = called;
            call.Attr["Tout"] = Attr.Types(results.Select(static r => r.Type));
            if (call.Attr.TryGetValue("_output_shapes", out var shapes) && shapes.List is { } list)
            {
                list.Shape.Add(Attr.ShapeOf([.. place.Shape]));
            }

            edge = $"{call.Name}:output:{(results.Count - 1).ToString(CultureInfo.InvariantCulture)}";
            frame = caller;
        }

        function.Signature.OutputArg.Clear();
        function.Ret.Clear();
        Return(function, "cut", place.Type, edge);
        return Add(function);
    }

    private FunctionDef Copy(string function)
    {
        var copy = graph.ParseFunction(function)!;

        // They name functions for gradients of the results that the original has.
        copy.Attr.Remove("forward_function_name");
        copy.Attr.Remove("backward_function_name");
        return copy;
    }

    private static void Return(FunctionDef function, string name, DataType type, string edge)
    {
        name = Free(function.Signature.OutputArg.Concat(function.Signature.InputArg).Select(static a => a.Name), name);
        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = name, Type = type });
        function.Ret[name] = edge;
    }

    private string Add(FunctionDef function)
    {
        function.Signature.Name = Numbered("__inference_cut_").First(f => !graph.TryGetFunction(f, out _) && Library.Function.All(g => g.Signature.Name != f));
        Library.Function.Add(function);
        return function.Signature.Name;
    }

    private static string Free(IEnumerable<string> taken, string wanted)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        return Numbered(wanted + "_").Prepend(wanted).First(n => !names.Contains(n));
    }

    private static IEnumerable<string> Numbered(string start) => Enumerable.Range(0, int.MaxValue).Select(n => start + n.ToString(CultureInfo.InvariantCulture));
}
