using System.Linq;
using System.Runtime.InteropServices;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Graphs;

/// <summary>Constants that say how an operation works: axes, paddings, shapes.</summary>
internal static class SmallConstant
{
    private const int MostElements = 32;

    /// <summary>The whole numbers of a constant that a node takes, in their order; null for anything else, or where there are many.</summary>
    public static long[]? Integers(FlatNode user, int input)
    {
        if (input < 0 || input >= user.Inputs.Count)
        {
            return null;
        }

        var node = user.Inputs[input].Node;
        while (node.Op == "Identity" && node.Inputs.Count == 1)
        {
            node = node.Inputs[0].Node;
        }

        if (node is not { Op: "Const", Node: { } definition } || definition.TensorHead("value") is not { } form || form.Dtype is not (DataType.DtInt32 or DataType.DtInt64)
            || TraceShapes.Elements(form.TensorShape?.Dim.Select(static d => d.Size) ?? []) is not <= MostElements || !definition.TryGetAttribute("value", out var value))
        {
            return null;
        }

        var count = (int)TraceShapes.Elements(form.TensorShape?.Dim.Select(static d => d.Size) ?? [])!.Value;
        var content = value.Tensor.TensorContent.Span;
        var isLong = form.Dtype == DataType.DtInt64;
        var given = content.Length == count * (isLong ? sizeof(long) : sizeof(int)) && count > 0
            ? isLong ? MemoryMarshal.Cast<byte, long>(content).ToArray() : [.. MemoryMarshal.Cast<byte, int>(content).ToArray().Select(static i => (long)i)]
            : isLong ? [.. value.Tensor.Int64Val] : value.Tensor.IntVal.Select(static i => (long)i).ToArray();

        // The last number stands for all that follow.
        return given.Length == count ? given
            : given.Length is > 0 && given.Length < count ? [.. given, .. Enumerable.Repeat(given[^1], count - given.Length)]
            : null;
    }
}
