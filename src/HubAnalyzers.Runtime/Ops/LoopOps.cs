using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace HubAnalyzers.Runtime.Ops;

/// <summary>Loops and the lists of tensors that they read from and write to.</summary>
internal static class LoopOps
{
    /// <summary>No sequence is longer; a condition that never becomes false ends here.</summary>
    private const int MostTurns = 1_000_000;

    public static Value[] While(OpCall c)
    {
        var (condition, body) = (c.Bodies[0], c.Bodies[1]);
        var state = c.Values;
        for (var turn = 0; ; turn++)
        {
            if (!IsTrue(condition(state)))
            {
                return state;
            }

            if (turn == MostTurns)
            {
                throw new InvalidOperationException($"the loop did not end after {MostTurns} turns");
            }

            var next = body(state);

            // What came in is the caller's; what a turn made is freed after the next.
            if (turn > 0)
            {
                Release(state);
            }

            state = next;
        }

        static bool IsTrue(Value[] result)
        {
            using var go = result[0].Tensor ?? throw new NotSupportedException("a condition that is a list");
            return go.cpu().ToBoolean();
        }
    }

    public static Value[] FromTensor(OpCall c) => [new Value(null, TensorList.Of([.. c[0].unbind(0).Select(item => c.Keep(item))]))];

    public static Value[] SetItem(OpCall c) => [new Value(null, c.List(0).With(c.Int(1), c.Keep(c[2])))];

    public static Value[] PushBack(OpCall c) => [new Value(null, c.List(0).Appended(c.Keep(c[1])))];

    public static Tensor GetItem(OpCall c) => c.List(0)[c.Int(1)]?.alias() ?? zeros(OpCall.Sized(c.Ints(2)), c.Type("element_dtype", SavedModel.Wire.DataType.DtFloat), c.Device);

    public static Tensor Stack(OpCall c)
    {
        var list = c.List(0);
        if (list.Count == 0)
        {
            return zeros([0, .. OpCall.Sized(c.Ints(1))], c.Type("element_dtype", SavedModel.Wire.DataType.DtFloat), c.Device);
        }

        return stack(Enumerable.Range(0, list.Count).Select(i => list[i] ?? throw new ArgumentException($"item {i} of a list of {list.Count} was never set")).ToArray(), 0);
    }

    private static void Release(Value[] state)
    {
        foreach (var value in state)
        {
            value.Tensor?.Dispose();
        }
    }
}
