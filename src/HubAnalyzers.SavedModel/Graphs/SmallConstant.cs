using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>Constants that say how an operation works: axes, paddings, shapes.</summary>
internal static class SmallConstant
{
    private const int MostElements = 32;

    /// <summary>A damaged graph may have identities that lead around in a circle.</summary>
    private const int MostIdentities = 8;

    /// <summary>The whole numbers of a constant that a node takes, in their order; null for anything else, or where there are many.</summary>
    public static long[]? Integers(FlatNode user, int input) => Small(user, input, static t => t is DataType.DtInt32 or DataType.DtInt64) is { } small
        ? Filled(Given(small.Tensor, small.Tensor.Dtype == DataType.DtInt64), small.Count)
        : null;

    /// <summary>The numbers of a float32 constant that a node takes; null for anything else, or where there are many.</summary>
    public static double[]? Floats(FlatNode user, int input)
    {
        if (Small(user, input, static t => t == DataType.DtFloat) is not { } small)
        {
            return null;
        }

        var content = small.Tensor.TensorContent.Span;
        IEnumerable<float> given = content.Length > 0 ? MemoryMarshal.Cast<byte, float>(content).ToArray() : small.Tensor.FloatVal;
        return Filled([.. given.Select(static f => (double)f)], small.Count);
    }

    /// <summary>A constant that a node takes, and its number of elements; null where it is none of few elements of such a type.</summary>
    private static (TensorProto Tensor, int Count)? Small(FlatNode user, int input, Func<DataType, bool> isWanted)
    {
        if (input < 0 || input >= user.Inputs.Count)
        {
            return null;
        }

        var node = user.Inputs[input].Node;
        for (var i = 0; i < MostIdentities && node.Op == "Identity" && node.Inputs.Count == 1; i++)
        {
            node = node.Inputs[0].Node;
        }

        return node is { Op: "Const", Node: { } definition } && definition.TensorHead("value") is { } head && isWanted(head.Dtype)
            && TraceShapes.Elements(head.TensorShape?.Dim.Select(static d => d.Size) ?? []) is <= MostElements and var count
            && definition.TryGetAttribute("value", out var value) && value.Tensor.TensorContent.Length <= MostElements * sizeof(long)
                ? (value.Tensor, (int)count)
                : null;
    }

    private static long[] Given(TensorProto tensor, bool isLong)
    {
        var content = tensor.TensorContent.Span;
        return (content.Length > 0, isLong) switch
        {
            (true, true) => MemoryMarshal.Cast<byte, long>(content).ToArray(),
            (true, false) => Wide(MemoryMarshal.Cast<byte, int>(content).ToArray()),
            (false, true) => [.. tensor.Int64Val],
            (false, false) => Wide(tensor.IntVal),
        };
    }

    private static long[] Wide(IEnumerable<int> numbers) => [.. numbers.Select(static i => (long)i)];

    /// <summary>The last number stands for all that follow.</summary>
    private static T[]? Filled<T>(T[] given, int count) =>
        given.Length == count ? given
        : given.Length > 0 && given.Length < count ? [.. given, .. Enumerable.Repeat(given[^1], count - given.Length)]
        : null;
}
