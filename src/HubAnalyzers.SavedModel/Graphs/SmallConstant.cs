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
    public static long[]? Integers(FlatNode user, int input)
    {
        return Constant(user, input) is { } definition && definition.TensorHead("value") is { Dtype: DataType.DtInt32 or DataType.DtInt64 } head
            && TraceShapes.Elements(head.TensorShape?.Dim.Select(static d => d.Size) ?? []) is <= MostElements and var count
            && definition.TryGetAttribute("value", out var value)
                ? Filled(Given(value.Tensor, head.Dtype == DataType.DtInt64), (int)count)
                : null;
    }

    /// <summary>The numbers of a float32 constant that a node takes; null for anything else, or where there are many.</summary>
    public static double[]? Floats(FlatNode user, int input)
    {
        if (Constant(user, input) is not { } definition || definition.TensorHead("value") is not { Dtype: DataType.DtFloat } head
            || TraceShapes.Elements(head.TensorShape?.Dim.Select(static d => d.Size) ?? []) is not (<= MostElements and var count)
            || !definition.TryGetAttribute("value", out var value))
        {
            return null;
        }

        var content = value.Tensor.TensorContent.Span;
        var given = content.Length > 0 ? MemoryMarshal.Cast<byte, float>(content).ToArray() : [.. value.Tensor.FloatVal];
        return Filled([.. given.Select(static f => (double)f)], (int)count);
    }

    /// <summary>The constant that a node takes.</summary>
    private static SavedNode? Constant(FlatNode user, int input)
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

        return node.Op == "Const" ? node.Node : null;
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
