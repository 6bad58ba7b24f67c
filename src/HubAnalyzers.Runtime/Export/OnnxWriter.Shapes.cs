using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <content>Operations that move elements or look at shapes.</content>
internal sealed partial class OnnxWriter
{
    private void Shape(GraphNode node, Target target) =>
        Emit("Cast", [Emit("Shape", [Input(node, 0)], Temporary())], target.Name, Int("to", ElementType(node.Attributes.Type("out_type", DataType.DtInt32))));

    private void Squeeze(GraphNode node, Target target)
    {
        var axes = node.Attributes.Ints("squeeze_dims");
        Emit("Squeeze", axes.Length == 0 ? [Input(node, 0)] : [Input(node, 0), Longs(axes)], target.Name);
    }

    private void Pack(GraphNode node, Target target)
    {
        var axis = Longs(node.Attributes.Int("axis", 0));
        Emit("Concat", [.. node.Inputs.Select((_, i) => Emit("Unsqueeze", [Input(node, i), axis], Temporary()))], target.Name, Int("axis", node.Attributes.Int("axis", 0)));
    }

    private void Unpack(GraphNode node, Target target)
    {
        for (var i = 0; i < node.Attributes.Int("num", 0); i++)
        {
            Output(target, i, Emit("Gather", [Input(node, 0), Long(i)], i == 0 ? target.Name : Temporary(), Int("axis", node.Attributes.Int("axis", 0))));
        }
    }

    private void Split(GraphNode node, Target target, int input, int axis, string? sizes, int count)
    {
        var outputs = Enumerable.Range(0, count).Select(i => i == 0 ? target.Name : Temporary()).ToArray();
        EmitMany("Split", sizes is null ? [Input(node, input)] : [Input(node, input), sizes], outputs, Int("axis", ConstantInts(node, axis)[0]));
        for (var i = 0; i < count; i++)
        {
            Output(target, i, outputs[i]);
        }
    }

    private void Slice(GraphNode node, Target target)
    {
        // A size of -1 goes to the end.
        var (begin, size) = (AsLong(node, 1), AsLong(node, 2));
        var toEnd = Emit("Less", [size, Long(0)], Temporary());
        var end = Emit("Where", [toEnd, Long(long.MaxValue), Emit("Add", [begin, size], Temporary())], Temporary());
        Emit("Slice", [Input(node, 0), begin, end], target.Name);
    }

    private void StridedSlice(GraphNode node, Target target)
    {
        var (beginMask, endMask) = (node.Attributes.Int("begin_mask", 0), node.Attributes.Int("end_mask", 0));
        var (ellipsis, newAxis, shrink) = (node.Attributes.Int("ellipsis_mask", 0), node.Attributes.Int("new_axis_mask", 0), node.Attributes.Int("shrink_axis_mask", 0));
        var strides = ConstantInts(node, 3);
        if ((beginMask | endMask | ellipsis | newAxis | shrink) == 0 && (TryConstant(node, 1) is null || TryConstant(node, 2) is null))
        {
            Emit("Slice", [Input(node, 0), AsLong(node, 1), AsLong(node, 2), Longs([.. Enumerable.Range(0, strides.Length).Select(static i => (long)i)]), Longs(strides)], target.Name);
            return;
        }

        var (begin, end) = (ConstantInts(node, 1), ConstantInts(node, 2));
        var (starts, ends, steps, axes) = (new List<long>(), new List<long>(), new List<long>(), new List<long>());
        var (dropped, added) = (new List<long>(), new List<long>());
        var (axis, result) = (0L, 0L);
        for (var i = 0; i < begin.Length; i++)
        {
            var bit = 1L << i;
            if ((ellipsis & bit) != 0)
            {
                var used = Enumerable.Range(i + 1, begin.Length - i - 1).Count(j => (newAxis & (1L << j)) == 0);
                var skipped = RankOf(node, 0) - used - axis;
                (axis, result) = (axis + skipped, result + skipped);
            }
            else if ((newAxis & bit) != 0)
            {
                added.Add(result++);
            }
            else
            {
                var shrinks = (shrink & bit) != 0;
                axes.Add(axis);
                steps.Add(shrinks ? 1 : strides[i]);
                starts.Add((beginMask & bit) != 0 && !shrinks ? (strides[i] > 0 ? 0 : long.MaxValue) : begin[i]);
                ends.Add(shrinks ? (begin[i] == -1 ? long.MaxValue : begin[i] + 1) : (endMask & bit) != 0 ? (strides[i] > 0 ? long.MaxValue : long.MinValue) : end[i]);
                if (shrinks)
                {
                    dropped.Add(axis);
                }
                else
                {
                    result++;
                }

                axis++;
            }
        }

        var value = axes.Count == 0 ? Input(node, 0) : Emit("Slice", [Input(node, 0), Longs([.. starts]), Longs([.. ends]), Longs([.. axes]), Longs([.. steps])], Temporary());
        value = dropped.Count == 0 ? value : Emit("Squeeze", [value, Longs([.. dropped])], Temporary());
        Emit(added.Count == 0 ? "Identity" : "Unsqueeze", added.Count == 0 ? [value] : [value, Longs([.. added])], target.Name);
    }

    private void Reduce(GraphNode node, Target target, string op, bool axesAsInput = false)
    {
        var axes = ConstantInts(node, 1);
        var keep = node.Attributes.Bool("keep_dims", false);
        if (axes.Length == 0)
        {
            Emit("Identity", [Input(node, 0)], target.Name);
            return;
        }

        var input = node.Inputs[0];
        string image;
        if (_channelsFirst.ContainsKey(input) && axes.Length == 2 && axes.Select(static a => a < 0 ? a + 4 : a).Order().SequenceEqual([1L, 2L]))
        {
            (image, axes) = (First(input), [2, 3]);
            if (keep)
            {
                _names.Remove(target.Value);
                _channelsFirst[target.Value] = target.Name;
            }
        }
        else
        {
            image = NameOf(input);
        }

        if (axesAsInput)
        {
            Emit(op, [image, Longs(axes)], target.Name, Int("keepdims", keep ? 1 : 0));
        }
        else
        {
            Emit(op, [image], target.Name, Ints("axes", axes), Int("keepdims", keep ? 1 : 0));
        }
    }

    private void Concat(GraphNode node, Target target)
    {
        var last = node.Inputs.Count - 1;
        var axis = ConstantInts(node, last)[0];
        if (node.Inputs.Take(last).All(_channelsFirst.ContainsKey) && axis is 3 or -1)
        {
            Emit("Concat", [.. node.Inputs.Take(last).Select(First)], target.Name, Int("axis", 1));
            _names.Remove(target.Value);
            _channelsFirst[target.Value] = target.Name;
            return;
        }

        Emit("Concat", [.. Enumerable.Range(0, last).Select(i => Input(node, i))], target.Name, Int("axis", axis));
    }

    /// <summary>The last two axes swapped where the attribute says so.</summary>
    private string Swapped(GraphNode node, int input, string attribute)
    {
        if (!node.Attributes.Bool(attribute, false))
        {
            return Input(node, input);
        }

        var rank = RankOf(node, input);
        return Emit("Transpose", [Input(node, input)], Temporary(), Ints("perm", [.. Enumerable.Range(0, rank - 2).Select(static i => (long)i), rank - 1, rank - 2]));
    }

    private void OneHot(GraphNode node, Target target)
    {
        var values = Emit("Concat", [Emit("Unsqueeze", [Input(node, 3), Longs(0)], Temporary()), Emit("Unsqueeze", [Input(node, 2), Longs(0)], Temporary())], Temporary(), Int("axis", 0));

        // ONNX counts negative indices from the end, TensorFlow has no such class.
        var depth = AsLong(node, 1);
        var index = Emit("Cast", [Input(node, 0)], Temporary(), Int("to", 7));
        var outside = Emit("Less", [index, Long(0)], Temporary());
        Emit("OneHot", [Emit("Where", [outside, depth, index], Temporary()), depth, values], target.Name, Int("axis", node.Attributes.Int("axis", -1)));
    }

    private void Output(Target target, int output, string name) => _names[target.Value with { Output = output }] = name;
}
