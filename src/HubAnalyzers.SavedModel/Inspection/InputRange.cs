using System;
using System.Linq;
using HubAnalyzers.SavedModel.Graphs;

namespace HubAnalyzers.SavedModel.Inspection;

/// <summary>
/// The values that an input takes, by what the call does to it first: one that divides by 255 or takes off the means of the colours is
/// for bytes, one that doubles and takes off 1 is for 0 to 1. A call that begins otherwise does not say.
/// </summary>
internal static class InputRange
{
    private const int MostSteps = 50;
    private const double Tolerance = 0.01;

    private static readonly HubValueRange _bytes = new(0, 255);
    private static readonly HubValueRange _unit = new(0, 1);

    /// <summary>The range of an input; null where the call does not say.</summary>
    public static HubValueRange? Of(FlatTrace trace, int argument)
    {
        if (trace.Argument(argument) is not { } node)
        {
            return null;
        }

        for (var step = 0; step < MostSteps && UserOf(trace, node) is { } user; step++)
        {
            switch (user.Op)
            {
                // What moves values about leaves them what they are; a border of nought is black.
                case "Identity" or "Cast" or "EnsureShape" or "CheckNumerics" or "StopGradient" or "Reshape" or "Squeeze" or "ExpandDims" or "Transpose"
                    or "ResizeBilinear" or "ResizeNearestNeighbor" or "ResizeArea" or "Pad" or "MirrorPad" or "Slice" or "StridedSlice" or "ReverseV2"
                    when user.Inputs[0].Node == node:
                    node = user;
                    continue;
                case "Mul" or "RealDiv" or "Sub" or "Add" or "AddV2" or "BiasAdd" when user.Inputs.Count == 2:
                    return ByArithmetic(trace, user, node);
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>What takes a value; null where several do. To ask for a shape takes none.</summary>
    private static FlatNode? UserOf(FlatTrace trace, FlatNode node) =>
        trace.UsersOf(node).Where(static n => n.Op is not ("Shape" or "ShapeN" or "Rank" or "Size")).Take(2).ToList() is [var user] ? user : null;

    private static HubValueRange? ByArithmetic(FlatTrace trace, FlatNode user, FlatNode value)
    {
        var constant = user.Inputs[0].Node == value ? 1 : 0;
        if (SmallConstant.Floats(user, constant) is not { Length: > 0 } numbers || (constant == 0 && user.Op is not ("Mul" or "Add" or "AddV2")))
        {
            return null;
        }

        switch (user.Op)
        {
            case "Mul" when All(numbers, 2):
                return UserOf(trace, user) is { Inputs.Count: 2 } next && next.Inputs[0].Node == user && SmallConstant.Floats(next, 1) is { Length: > 0 } offset
                    && ((next.Op == "Sub" && All(offset, 1)) || (next.Op is "Add" or "AddV2" && All(offset, -1))) ? _unit : null;
            case "Mul":
                return All(numbers, 1 / 255.0) || All(numbers, 2 / 255.0) ? _bytes : null;
            case "RealDiv":
                return All(numbers, 255) || All(numbers, 127.5) ? _bytes : null;

            // The means of photographs' colours, or the middle.
            case "Sub":
                return numbers.All(static n => n is > 90 and < 140) ? _bytes : null;
            default:
                return numbers.All(static n => n is < -90 and > -140) ? _bytes : null;
        }
    }

    private static bool All(double[] numbers, double value) => numbers.All(n => Math.Abs(n - value) <= Tolerance * Math.Abs(value));
}
