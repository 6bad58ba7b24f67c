using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Export;

/// <content>The operations that have an ONNX form: simple ones in a line.</content>
internal sealed partial class OnnxWriter
{
    private static readonly Dictionary<string, Action<OnnxWriter, GraphNode, Target>> _ops = Build();

    private static Dictionary<string, Action<OnnxWriter, GraphNode, Target>> Build()
    {
        var ops = new Dictionary<string, Action<OnnxWriter, GraphNode, Target>>(StringComparer.Ordinal)
        {
            ["Const"] = static (w, _, t) => w.Constant(t),
            ["StopGradient"] = static (w, n, t) => w.Emit("Identity", [w.Input(n, 0)], t.Name),
            ["PreventGradient"] = static (w, n, t) => w.Emit("Identity", [w.Input(n, 0)], t.Name),

            ["Conv2D"] = static (w, n, t) => w.Convolution(n, t, depthwise: false),
            ["DepthwiseConv2dNative"] = static (w, n, t) => w.Convolution(n, t, depthwise: true),
            ["Conv2DBackpropInput"] = static (w, n, t) => w.TransposedConvolution(n, t),
            ["MaxPool"] = static (w, n, t) => w.Pool(n, t, "MaxPool"),
            ["AvgPool"] = static (w, n, t) => w.Pool(n, t, "AveragePool"),
            ["FusedBatchNorm"] = static (w, n, t) => w.BatchNorm(n, t),
            ["FusedBatchNormV2"] = static (w, n, t) => w.BatchNorm(n, t),
            ["FusedBatchNormV3"] = static (w, n, t) => w.BatchNorm(n, t),
            ["BiasAdd"] = static (w, n, t) => w.BiasAdd(n, t),
            ["ResizeBilinear"] = static (w, n, t) => w.Resize(n, t, linear: true),
            ["ResizeNearestNeighbor"] = static (w, n, t) => w.Resize(n, t, linear: false),
            ["Pad"] = static (w, n, t) => w.Pad(n, t, "constant"),
            ["PadV2"] = static (w, n, t) => w.Pad(n, t, "constant", w.Input(n, 2)),
            ["MirrorPad"] = static (w, n, t) => w.Pad(n, t, n.Attributes.String("mode", "REFLECT") == "REFLECT" ? "reflect" : throw Unsupported(n, $"'{n.Name}' pads with its edges repeated")),

            ["MatMul"] = static (w, n, t) => w.Emit("MatMul", [w.Swapped(n, 0, "transpose_a"), w.Swapped(n, 1, "transpose_b")], t.Name),
            ["Einsum"] = static (w, n, t) => w.Emit("Einsum", w.Inputs(n), t.Name, Text("equation", n.Attributes.String("equation", ""))),
            ["Relu6"] = static (w, n, t) => w.Emit("Clip", [w.Input(n, 0), w.Number(w.TypeOf(n.Inputs[0]), 0), w.Number(w.TypeOf(n.Inputs[0]), 6)], t.Name),
            ["LeakyRelu"] = static (w, n, t) => w.Emit("LeakyRelu", [w.Input(n, 0)], t.Name, Float("alpha", n.Attributes.Float("alpha", 0.2f))),
            ["Softmax"] = static (w, n, t) => w.Emit("Softmax", [w.Input(n, 0)], t.Name, Int("axis", -1)),
            ["LogSoftmax"] = static (w, n, t) => w.Emit("LogSoftmax", [w.Input(n, 0)], t.Name, Int("axis", -1)),
            ["Square"] = static (w, n, t) => w.Emit("Mul", [w.Input(n, 0), w.Input(n, 0)], t.Name),
            ["SquaredDifference"] = static (w, n, t) => w.Squared(w.Emit("Sub", [w.Input(n, 0), w.Input(n, 1)], w.Temporary()), t),
            ["Rsqrt"] = static (w, n, t) => w.Emit("Reciprocal", [w.Emit("Sqrt", [w.Input(n, 0)], w.Temporary())], t.Name),
            ["FloorDiv"] = static (w, n, t) => w.FloorDivision(n, t),
            ["FloorMod"] = static (w, n, t) => w.FloorRemainder(n, t),
            ["NotEqual"] = static (w, n, t) => w.Emit("Not", [w.Emit("Equal", [w.Input(n, 0), w.Input(n, 1)], w.Temporary())], t.Name),
            ["SelectV2"] = static (w, n, t) => w.Emit("Where", w.Inputs(n), t.Name),
            ["ClipByValue"] = static (w, n, t) => w.Emit("Clip", w.Inputs(n), t.Name),
            ["AddN"] = static (w, n, t) => w.Emit("Sum", w.Inputs(n), t.Name),

            ["Mean"] = static (w, n, t) => w.Reduce(n, t, "ReduceMean"),
            ["Sum"] = static (w, n, t) => w.Reduce(n, t, "ReduceSum", axesAsInput: true),
            ["Max"] = static (w, n, t) => w.Reduce(n, t, "ReduceMax"),
            ["Min"] = static (w, n, t) => w.Reduce(n, t, "ReduceMin"),
            ["Prod"] = static (w, n, t) => w.Reduce(n, t, "ReduceProd"),
            ["EuclideanNorm"] = static (w, n, t) => w.Reduce(n, t, "ReduceL2"),
            ["ArgMax"] = static (w, n, t) => w.Emit("Cast", [w.Emit("ArgMax", [w.Input(n, 0)], w.Temporary(), Int("axis", w.ConstantInts(n, 1)[0]), Int("keepdims", 0))], t.Name, Int("to", ElementType(n.Attributes.Type("output_type", DataType.DtInt64)))),
            ["Cumsum"] = static (w, n, t) => w.Emit("CumSum", [w.Input(n, 0), w.Long(w.ConstantInts(n, 1)[0])], t.Name, Int("exclusive", n.Attributes.Bool("exclusive", false) ? 1 : 0), Int("reverse", n.Attributes.Bool("reverse", false) ? 1 : 0)),

            ["Cast"] = static (w, n, t) => w.Emit("Cast", [w.Input(n, 0)], t.Name, Int("to", ElementType(n.Attributes.Type("DstT", DataType.DtInvalid)))),
            ["Shape"] = static (w, n, t) => w.Shape(n, t),
            ["ZerosLike"] = static (w, n, t) => w.Emit("Expand", [w.Number(w.TypeOf(n.Inputs[0]), 0), w.Emit("Shape", [w.Input(n, 0)], w.Temporary())], t.Name),
            ["OnesLike"] = static (w, n, t) => w.Emit("Expand", [w.Number(w.TypeOf(n.Inputs[0]), 1), w.Emit("Shape", [w.Input(n, 0)], w.Temporary())], t.Name),
            ["Fill"] = static (w, n, t) => w.Emit("Expand", [w.Input(n, 1), w.AsLong(n, 0)], t.Name),
            ["Range"] = static (w, n, t) => w.Emit("Range", w.Inputs(n), t.Name),
            ["OneHot"] = static (w, n, t) => w.OneHot(n, t),

            ["Reshape"] = static (w, n, t) => w.Emit("Reshape", [w.Input(n, 0), w.AsLong(n, 1)], t.Name, Int("allowzero", w.TryConstant(n, 1) is null || w.ConstantInts(n, 1).Contains(-1) ? 0 : 1)),
            ["ExpandDims"] = static (w, n, t) => w.Emit("Unsqueeze", [w.Input(n, 0), w.Longs(w.ConstantInts(n, 1))], t.Name),
            ["Squeeze"] = static (w, n, t) => w.Squeeze(n, t),
            ["Transpose"] = static (w, n, t) => w.Emit("Transpose", [w.Input(n, 0)], t.Name, Ints("perm", w.ConstantInts(n, 1))),
            ["BroadcastTo"] = static (w, n, t) => w.Emit("Expand", [w.Input(n, 0), w.AsLong(n, 1)], t.Name),
            ["Tile"] = static (w, n, t) => w.Emit("Tile", [w.Input(n, 0), w.AsLong(n, 1)], t.Name),
            ["ConcatV2"] = static (w, n, t) => w.Concat(n, t),
            ["Pack"] = static (w, n, t) => w.Pack(n, t),
            ["Unpack"] = static (w, n, t) => w.Unpack(n, t),
            ["Split"] = static (w, n, t) => w.Split(n, t, 1, 0, null, (int)n.Attributes.Int("num_split", 1)),
            ["SplitV"] = static (w, n, t) => w.Split(n, t, 0, 2, w.AsLong(n, 1), (int)n.Attributes.Int("num_split", 1)),
            ["Slice"] = static (w, n, t) => w.Slice(n, t),
            ["StridedSlice"] = static (w, n, t) => w.StridedSlice(n, t),
            ["GatherV2"] = static (w, n, t) => w.Emit("Gather", [w.Input(n, 0), w.Input(n, 1)], t.Name, Int("axis", w.ConstantInts(n, 2)[0])),
            ["ResourceGather"] = static (w, n, t) => w.Emit("Gather", [w.Input(n, 0), w.Input(n, 1)], t.Name),
            ["GatherNd"] = static (w, n, t) => w.Emit("GatherND", [w.Input(n, 0), w.AsLong(n, 1)], t.Name),

            ["RFFT"] = static (w, n, t) => w.Emit("DFT", [w.Emit("Unsqueeze", [w.Input(n, 0), w.Longs(-1)], w.Temporary()), w.Long(w.ConstantInts(n, 1)[0])], t.Name, Int("axis", w.RankOf(n, 0) - 1), Int("onesided", 1)),
            ["ComplexAbs"] = static (w, n, t) => w.Emit("ReduceL2", [w.Input(n, 0)], t.Name, Ints("axes", -1), Int("keepdims", 0)),
            ["FakeQuantWithMinMaxVars"] = static (w, n, t) => w.FakeQuant(n, t),
            ["FakeQuantWithMinMaxVarsPerChannel"] = static (w, n, t) => w.FakeQuant(n, t),

            ["While"] = static (w, n, t) => w.While(n, t),
            ["If"] = static (w, n, t) => w.If(n, t),
            ["TensorListFromTensor"] = static (w, n, t) => w.FromTensor(n, t),
            ["TensorListReserve"] = static (w, n, t) => w.Reserve(n, t),
            ["EmptyTensorList"] = static (w, n, t) => w.Reserve(n, t),
            ["TensorListSetItem"] = static (w, n, t) => w.SetItem(n, t, 2),
            ["TensorListPushBack"] = static (w, n, t) => w.SetItem(n, t, 1),
            ["TensorListGetItem"] = static (w, n, t) => w.GetItem(n, t),
            ["TensorListStack"] = static (w, n, t) => w.Stack(n, t),
        };

        foreach (var name in (string[])["BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"])
        {
            ops.Add(name, static (w, n, t) => w.Emit("MatMul", [w.Swapped(n, 0, "adj_x"), w.Swapped(n, 1, "adj_y")], t.Name));
        }

        foreach (var (op, onnx) in ((string, string)[])[
            ("Add", "Add"), ("AddV2", "Add"), ("Sub", "Sub"), ("Mul", "Mul"), ("RealDiv", "Div"), ("Maximum", "Max"), ("Minimum", "Min"), ("Pow", "Pow"),
            ("Greater", "Greater"), ("GreaterEqual", "GreaterOrEqual"), ("Less", "Less"), ("LessEqual", "LessOrEqual"), ("Equal", "Equal"), ("LogicalAnd", "And"), ("LogicalOr", "Or"), ("LogicalNot", "Not"),
            ("Relu", "Relu"), ("Elu", "Elu"), ("Selu", "Selu"), ("Softplus", "Softplus"), ("Softsign", "Softsign"), ("Sigmoid", "Sigmoid"), ("Tanh", "Tanh"), ("Exp", "Exp"), ("Log", "Log"), ("Sqrt", "Sqrt"),
            ("Reciprocal", "Reciprocal"), ("Neg", "Neg"), ("Abs", "Abs"), ("Sign", "Sign"), ("Floor", "Floor"), ("Ceil", "Ceil"), ("Round", "Round"), ("Erf", "Erf"), ("Sin", "Sin"), ("Cos", "Cos")])
        {
            ops.Add(op, (w, n, t) => w.Emit(onnx, w.Inputs(n), t.Name));
        }

        return ops;
    }

    /// <summary>Written when an operation asks for it: most are shapes and axes that become attributes.</summary>
    private void Constant(Target target)
    {
        _names.Remove(target.Value);
        _constants[target.Value] = target.Name;
    }

    private string WrittenConstant(GraphNode node, string name)
    {
        if (_fresh.Claim(name))
        {
            var constant = ConstantTensor.Decode(node.Attributes.Tensor("value") ?? new TensorProto(), _graph.File, node.Name);
            AddInitializer(name, ElementType(constant.DType), constant.Shape, constant.Bytes);
        }

        return name;
    }

    private void Squared(string value, Target target) => Emit("Mul", [value, value], target.Name);

    private void FloorDivision(GraphNode node, Target target)
    {
        var (a, b) = (Input(node, 0), Input(node, 1));
        if (IsFloat(node.Inputs[0]))
        {
            Emit("Floor", [Emit("Div", [a, b], Temporary())], target.Name);
            return;
        }

        // ONNX divides whole numbers towards zero, but its remainder has the divisor's sign.
        Emit("Div", [Emit("Sub", [a, Emit("Mod", [a, b], Temporary())], Temporary()), b], target.Name);
    }

    private void FloorRemainder(GraphNode node, Target target)
    {
        var (a, b) = (Input(node, 0), Input(node, 1));
        if (!IsFloat(node.Inputs[0]))
        {
            Emit("Mod", [a, b], target.Name);
            return;
        }

        // Of real numbers ONNX has C's remainder, which has the sign of what is divided; TensorFlow's has the divisor's.
        var remainder = Emit("Mod", [a, b], Temporary(), Int("fmod", 1));
        var signs = Emit("Mul", [Emit("Sign", [remainder], Temporary()), Emit("Sign", [b], Temporary())], Temporary());
        var differ = Emit("Less", [signs, Number(TypeOf(node.Inputs[0]), 0)], Temporary());
        Emit("Where", [differ, Emit("Add", [remainder, b], Temporary()), remainder], target.Name);
    }

    private bool IsFloat(ValueRef value) => TypeOf(value) is DataType.DtFloat or DataType.DtDouble or DataType.DtHalf;

    private void FakeQuant(GraphNode node, Target target)
    {
        var first = Number(DataType.DtFloat, node.Attributes.Bool("narrow_range", false) ? 1 : 0);
        var last = Number(DataType.DtFloat, Math.Pow(2, node.Attributes.Int("num_bits", 8)) - 1);
        var (min, max) = (Input(node, 1), Input(node, 2));
        var scale = Two("Div", Two("Sub", max, min), Two("Sub", last, first));

        // A range without extent has one value, nought.
        var divisor = Two("Max", scale, Number(DataType.DtFloat, MathF.ScaleB(1, -126)));
        var zero = Nearest(Two("Min", Two("Max", Two("Sub", first, Two("Div", min, divisor)), first), last));
        var low = Two("Mul", Two("Sub", first, zero), scale);
        var high = Two("Mul", Two("Sub", last, zero), scale);
        var inside = Two("Min", Two("Max", Input(node, 0), low), high);
        var step = Nearest(Two("Div", Two("Sub", inside, low), divisor));
        Emit("Add", [Two("Mul", step, scale), low], target.Name);

        string Two(string op, string a, string b) => Emit(op, [a, b], Temporary());

        // ONNX's own rounding takes the even one of two that are as near, TensorFlow here the greater.
        string Nearest(string value) => Emit("Floor", [Two("Add", value, Number(DataType.DtFloat, 0.5))], Temporary());
    }
}
