using System.Collections.Generic;
using Google.Protobuf;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>Attribute values as TensorFlow writes them.</summary>
internal static class Attr
{
    public static AttrValue Type(DataType type) => new() { Type = type };

    public static AttrValue Text(string text) => new() { S = ByteString.CopyFromUtf8(text) };

    public static AttrValue Number(long number) => new() { I = number };

    public static AttrValue Number(float number) => new() { F = number };

    public static AttrValue Flag(bool flag) => new() { B = flag };

    public static AttrValue Function(string name) => new() { Func = new NameAttrList { Name = name } };

    public static AttrValue Shape(params long[] dimensions) => new() { Shape = ShapeOf(dimensions) };

    public static AttrValue Numbers(params long[] numbers)
    {
        var list = new AttrValue.Types.ListValue();
        list.I.AddRange(numbers);
        return new AttrValue { List = list };
    }

    public static AttrValue Types(IEnumerable<DataType> types)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(types);
        return new AttrValue { List = list };
    }

    /// <summary>One shape as it is, whether its rank is known or not.</summary>
    public static AttrValue Shapes(TensorShapeProto shape)
    {
        var list = new AttrValue.Types.ListValue();
        list.Shape.Add(shape);
        return new AttrValue { List = list };
    }

    public static AttrValue Shapes(params IEnumerable<long[]> shapes)
    {
        var list = new AttrValue.Types.ListValue();
        foreach (var shape in shapes)
        {
            list.Shape.Add(ShapeOf(shape));
        }

        return new AttrValue { List = list };
    }

    public static AttrValue Tensor(TensorProto tensor) => new() { Tensor = tensor };

    public static TensorShapeProto ShapeOf(params long[] dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (var dimension in dimensions)
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = dimension });
        }

        return shape;
    }

    public static TensorProto Strings(params IReadOnlyCollection<string> texts)
    {
        var tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = ShapeOf(texts.Count) };
        foreach (var text in texts)
        {
            tensor.StringVal.Add(ByteString.CopyFromUtf8(text));
        }

        return tensor;
    }

    public static TensorProto Scalar(string text) => Scalar(ByteString.CopyFromUtf8(text));

    public static TensorProto Scalar(ByteString bytes)
    {
        var tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = ShapeOf() };
        tensor.StringVal.Add(bytes);
        return tensor;
    }

    public static TensorProto Scalar(int number)
    {
        var tensor = new TensorProto { Dtype = DataType.DtInt32, TensorShape = ShapeOf() };
        tensor.IntVal.Add(number);
        return tensor;
    }

    public static TensorProto Scalar(float number)
    {
        var tensor = new TensorProto { Dtype = DataType.DtFloat, TensorShape = ShapeOf() };
        tensor.FloatVal.Add(number);
        return tensor;
    }

    public static TensorProto Scalar(bool flag)
    {
        var tensor = new TensorProto { Dtype = DataType.DtBool, TensorShape = ShapeOf() };
        tensor.BoolVal.Add(flag);
        return tensor;
    }

    public static TensorProto Integers(params int[] numbers)
    {
        var tensor = new TensorProto { Dtype = DataType.DtInt32, TensorShape = ShapeOf(numbers.Length) };
        tensor.IntVal.AddRange(numbers);
        return tensor;
    }
}
