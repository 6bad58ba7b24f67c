using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Export.Onnx;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <content>Operations on images. Each takes its image with channels first and leaves its result so.</content>
internal sealed partial class OnnxWriter
{
    private static readonly long[] _toChannelsFirst = [0, 3, 1, 2];

    // Computed element by element, so that the layout does not matter.
    private static readonly HashSet<string> _elementwise =
    [
        "Add", "AddV2", "Sub", "Mul", "RealDiv", "Maximum", "Minimum", "SquaredDifference", "BiasAdd",
        "Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Softplus", "Sigmoid", "Tanh", "Exp", "Log", "Sqrt", "Rsqrt", "Square", "Neg", "Abs", "Erf", "StopGradient", "PreventGradient",
    ];

    private static bool ChannelsLast(GraphNode node) => node.Attributes.String("data_format", "NHWC") == "NHWC";

    private static long[] Spatial(long[] perAxis, bool channelsLast) => channelsLast ? perAxis[1..3] : perAxis[2..4];

    /// <summary>
    /// An operation between images that are there with channels first is computed in that layout; a vector per channel or a
    /// single number is brought into it.
    /// </summary>
    private bool TryOnChannelsFirst(GraphNode node, Target target)
    {
        if (!_elementwise.Contains(node.Op) || !node.Inputs.Any(v => _channelsFirst.ContainsKey(v) && !_names.ContainsKey(v)) || (node.Op == "BiasAdd" && !ChannelsLast(node)))
        {
            return false;
        }

        var shapes = node.Inputs.Select((_, i) => ShapeIfKnown(node, i)).ToList();
        if (shapes.Any(static s => s is null || s.Length is 2 or 3 or > 4))
        {
            return false;
        }

        // The operation reads its inputs by their names: for its time, those of the other layout.
        var saved = node.Inputs.Distinct().ToDictionary(static v => v, v => _names.GetValueOrDefault(v));
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            var value = node.Inputs[i];
            _names[value] = shapes[i]!.Length switch
            {
                4 => First(value),
                1 => Emit("Reshape", [NameOf(value), Longs(-1, 1, 1)], Temporary()),
                _ => NameOf(value),
            };
        }

        _ops[node.Op](this, node, target);
        _channelsFirst[target.Value] = target.Name;
        foreach (var (value, name) in saved)
        {
            if (name is null)
            {
                _names.Remove(value);
            }
            else
            {
                _names[value] = name;
            }
        }

        return true;
    }

    private string First(ValueRef value)
    {
        if (!_channelsFirst.TryGetValue(value, out var name))
        {
            _channelsFirst[value] = name = Emit("Transpose", [NameOf(value)], Temporary(), Ints("perm", _toChannelsFirst));
        }

        return name;
    }

    private string Image(GraphNode node, int input) => ChannelsLast(node) ? First(node.Inputs[input]) : Input(node, input);

    /// <summary>Notes that a target holds an image with channels first, whatever TensorFlow's layout of it is.</summary>
    private void IsImage(GraphNode node, Target target)
    {
        if (ChannelsLast(node))
        {
            _names.Remove(target.Value);
            _channelsFirst[target.Value] = target.Name;
        }
    }

    private void Convolution(GraphNode node, Target target, bool depthwise)
    {
        var dilations = Spatial(node.Attributes.Ints("dilations", 1, 1, 1, 1), ChannelsLast(node));
        var attributes = WindowAttributes(node, [.. ShapeOf(node, 1).Take(2)], dilations);
        attributes.Add(Ints("dilations", dilations));
        string kernel;
        if (depthwise)
        {
            var shape = ShapeOf(node, 1);
            var permuted = Emit("Transpose", [Input(node, 1)], Temporary(), Ints("perm", 2, 3, 0, 1));
            kernel = Emit("Reshape", [permuted, Longs(shape[2] * shape[3], 1, shape[0], shape[1])], Temporary());
            attributes.Add(Int("group", shape[2]));
        }
        else
        {
            kernel = Emit("Transpose", [Input(node, 1)], Temporary(), Ints("perm", 3, 2, 0, 1));
            var channels = ShapeIfKnown(node, 0)?[ChannelsLast(node) ? 3 : 1] ?? -1;
            attributes.Add(Int("group", channels > 0 ? channels / ShapeOf(node, 1)[2] : 1));
        }

        Emit("Conv", [Image(node, 0), kernel], target.Name, [.. attributes]);
        IsImage(node, target);
    }

    private void TransposedConvolution(GraphNode node, Target target)
    {
        var sizes = ShapeIfKnown(node, 2) is null ? throw Unsupported(node, $"'{node.Name}' ({node.Op}) has an image of unknown shape") : ConstantIntsOrShape(node);
        var attributes = new List<AttributeProto>
        {
            Ints("strides", Spatial(node.Attributes.Ints("strides", 1, 1, 1, 1), ChannelsLast(node))),
            Ints("dilations", Spatial(node.Attributes.Ints("dilations", 1, 1, 1, 1), ChannelsLast(node))),
            Ints("output_shape", sizes),
            Text("auto_pad", node.Attributes.String("padding", "VALID") == "SAME" ? "SAME_UPPER" : "NOTSET"),
        };
        var kernel = Emit("Transpose", [Input(node, 1)], Temporary(), Ints("perm", 3, 2, 0, 1));
        Emit("ConvTranspose", [Image(node, 2), kernel], target.Name, [.. attributes]);
        IsImage(node, target);
    }

    /// <summary>Height and width of a transposed convolution's result, which TensorFlow passes as a tensor that also holds the batch.</summary>
    private long[] ConstantIntsOrShape(GraphNode node)
    {
        var index = _graph.Nodes.ToList().IndexOf(node);
        return _shapes.Of(new ValueRef(ValueSource.Node, index)) is { Length: 4 } shape && Spatial(shape, ChannelsLast(node)) is var size && size.All(static d => d > 0)
            ? size
            : Spatial(ConstantInts(node, 0), ChannelsLast(node));
    }

    private void Pool(GraphNode node, Target target, string op)
    {
        var window = Spatial(node.Attributes.Ints("ksize"), ChannelsLast(node));
        var attributes = WindowAttributes(node, window, dilations: [1, 1]);
        attributes.Add(Ints("kernel_shape", window));
        Emit(op, [Image(node, 0)], target.Name, [.. attributes]);
        IsImage(node, target);
    }

    private void BatchNorm(GraphNode node, Target target)
    {
        var epsilon = node.Attributes.Float("epsilon", 1e-4f);
        var image = Image(node, 0);
        if (!node.Attributes.Bool("is_training", true))
        {
            Emit("BatchNormalization", [image, Input(node, 1), Input(node, 2), Input(node, 3), Input(node, 4)], target.Name, Float("epsilon", epsilon));
        }
        else
        {
            // A layer normalisation in the dress of a batch's: by the statistics of what comes in.
            var mean = Emit("ReduceMean", [image], Temporary(), Ints("axes", 0, 2, 3), Int("keepdims", 1));
            var centred = Emit("Sub", [image, mean], Temporary());
            var variance = Emit("ReduceMean", [Emit("Mul", [centred, centred], Temporary())], Temporary(), Ints("axes", 0, 2, 3), Int("keepdims", 1));
            var deviation = Emit("Sqrt", [Emit("Add", [variance, Number(DataType.DtFloat, epsilon)], Temporary())], Temporary());
            var scaled = Emit("Mul", [Emit("Div", [centred, deviation], Temporary()), PerChannel(1)], Temporary());
            Emit("Add", [scaled, PerChannel(2)], target.Name);
        }

        IsImage(node, target);

        string PerChannel(int input) => Emit("Reshape", [Input(node, input), Longs(-1, 1, 1)], Temporary());
    }

    private void BiasAdd(GraphNode node, Target target)
    {
        // Called in the other layout, the bias has been brought into it.
        var bias = ChannelsLast(node) ? Input(node, 1) : Emit("Reshape", [Input(node, 1), Longs(-1, 1, 1)], Temporary());
        Emit("Add", [Input(node, 0), bias], target.Name);
    }

    private void Resize(GraphNode node, Target target, bool linear)
    {
        var image = First(node.Inputs[0]);
        if (linear && TypeOf(node.Inputs[0]) != DataType.DtFloat)
        {
            image = Emit("Cast", [image], Temporary(), Int("to", 1));
        }

        var shape = Emit("Shape", [image], Temporary(), Int("start", 0), Int("end", 2));
        var sizes = Emit("Concat", [shape, AsLong(node, 1)], Temporary(), Int("axis", 0));
        var corners = node.Attributes.Bool("align_corners", false);
        var halfPixel = node.Attributes.Bool("half_pixel_centers", false);
        AttributeProto[] attributes =
        [
            Text("mode", linear ? "linear" : "nearest"),
            Text("coordinate_transformation_mode", corners ? "align_corners" : halfPixel ? "half_pixel" : "asymmetric"),
        ];
        if (!linear)
        {
            attributes = [.. attributes, Text("nearest_mode", corners || halfPixel ? "round_prefer_ceil" : "floor")];
        }

        Emit("Resize", [image, "", "", sizes], target.Name, attributes);
        _names.Remove(target.Value);
        _channelsFirst[target.Value] = target.Name;
    }

    private void Pad(GraphNode node, Target target, string mode, string? value = null)
    {
        // TensorFlow: a pair per axis. ONNX: all that go before, then all that go after.
        if (TryConstant(node, 1) is null)
        {
            var turned = Emit("Transpose", [AsLong(node, 1)], Temporary(), Ints("perm", 1, 0));
            var flat = Emit("Reshape", [turned, Longs(-1)], Temporary());
            Emit("Pad", value is null ? [Input(node, 0), flat] : [Input(node, 0), flat, value], target.Name, Text("mode", mode));
            return;
        }

        var pairs = ConstantInts(node, 1);
        if (pairs.Length == 8 && _channelsFirst.ContainsKey(node.Inputs[0]))
        {
            pairs = [.. _toChannelsFirst.SelectMany(axis => (long[])[pairs[2 * axis], pairs[(2 * axis) + 1]])];
            Write(First(node.Inputs[0]));
            _names.Remove(target.Value);
            _channelsFirst[target.Value] = target.Name;
            return;
        }

        Write(Input(node, 0));

        void Write(string input)
        {
            var pads = Longs([.. pairs.Where(static (_, i) => i % 2 == 0), .. pairs.Where(static (_, i) => i % 2 == 1)]);
            Emit("Pad", value is null ? [input, pads] : [input, pads, value], target.Name, Text("mode", mode));
        }
    }

    private List<AttributeProto> WindowAttributes(GraphNode node, long[] window, long[] dilations)
    {
        var channelsLast = ChannelsLast(node);
        var strides = Spatial(node.Attributes.Ints("strides", 1, 1, 1, 1), channelsLast);
        var attributes = new List<AttributeProto> { Ints("strides", strides) };
        switch (node.Attributes.String("padding", "VALID"))
        {
            case "SAME" when IsPaddedInNumbers():
                var (height, width) = (Padding(0), Padding(1));
                attributes.Add(Ints("pads", height / 2, width / 2, height - (height / 2), width - (width / 2)));
                break;
            case "SAME":
                // ONNX's name for what TensorFlow does: the odd one goes after.
                attributes.Add(Text("auto_pad", "SAME_UPPER"));
                break;
            case "EXPLICIT":
                var e = node.Attributes.Ints("explicit_paddings");
                var at = channelsLast ? 2 : 4;
                attributes.Add(Ints("pads", e[at], e[at + 2], e[at + 1], e[at + 3]));
                break;
        }

        return attributes;

        // By name, ONNX Runtime takes no dilation, and pads less than nothing where a pool's steps are longer than its window.
        bool IsPaddedInNumbers() => dilations.Any(static d => d > 1) || (node.Op is "MaxPool" or "AvgPool" && window.Zip(strides).Any(static p => p.First < p.Second));

        long Padding(int axis) => SamePadding(node, axis, ((window[axis] - 1) * dilations[axis]) + 1, strides[axis]);
    }

    /// <summary>How much SAME adds along the height (0) or the width (1), before and after together.</summary>
    private long SamePadding(GraphNode node, int axis, long reach, long stride)
    {
        if (stride == 1 || reach == 1)
        {
            return reach - 1;
        }

        return ShapeIfKnown(node, 0) is { } shape && shape[ChannelsLast(node) ? axis + 1 : axis + 2] is > 0 and var size
            ? Math.Max(0, ((((size + stride - 1) / stride) - 1) * stride) + reach - size)
            : throw Unsupported(node, $"what '{node.Name}' ({node.Op}) pads depends on the image's size, which is not known");
    }
}
