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
    /// <summary>Calls in calls of large functions would else be copied again and again.</summary>
    private const int MostBytes = 256 << 20;

    private readonly FunctionNames _names = new(graph);
    private long _bytes;

    /// <summary>What is written.</summary>
    public FunctionDefLibrary Library { get; } = new();

    /// <summary>A function that gives one of another's results alone; its name. Null where there is no such function, or no such result of it.</summary>
    public string? Only(string function, int output)
    {
        if (Copy(function) is not { } copy || output >= copy.Signature.OutputArg.Count || copy.Signature.OutputArg[output] is var kept && !copy.Ret.ContainsKey(kept.Name))
        {
            return null;
        }

        var value = copy.Ret[kept.Name];
        copy.Signature.OutputArg.Clear();
        copy.Ret.Clear();
        Return(copy, kept.Name, kept.Type, value);
        return Add(copy);
    }

    /// <summary>A function that gives a value inside of a trace alone; its name. Null where the calls around it are too large to be copied.</summary>
    public string? Until(CutPlace place)
    {
        var frame = place.Frame;
        if (Copy(frame.Body.Name) is not { } function)
        {
            return null;
        }

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
            if (Copy(caller.Body.Name) is not { } outer)
            {
                return null;
            }

            function = outer;
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

    private FunctionDef? Copy(string function)
    {
        if (!graph.TryGetFunction(function, out var bytes) || (_bytes += bytes.Length) > MostBytes || graph.ParseFunction(function) is not { } copy)
        {
            return null;
        }

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
        function.Signature.Name = _names.New("cut");
        Library.Function.Add(function);
        return function.Signature.Name;
    }

    private static string Free(IEnumerable<string> taken, string wanted)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, int.MaxValue).Select(n => $"{wanted}_{n.ToString(CultureInfo.InvariantCulture)}").Prepend(wanted).First(n => !names.Contains(n));
    }
}
