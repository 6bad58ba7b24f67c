using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.SavedModel.Writing;

/// <summary>Python values as the object graph stores them.</summary>
internal static class Structured
{
    public static StructuredValue None => new() { NoneValue = new NoneValue() };

    public static StructuredValue Text(string text) => new() { StringValue = text };

    public static StructuredValue Flag(bool flag) => new() { BoolValue = flag };

    public static StructuredValue Tuple(params StructuredValue[] values)
    {
        var tuple = new TupleValue();
        tuple.Values.AddRange(values);
        return new StructuredValue { TupleValue = tuple };
    }

    public static StructuredValue List(params StructuredValue[] values)
    {
        var list = new ListValue();
        list.Values.AddRange(values);
        return new StructuredValue { ListValue = list };
    }

    public static StructuredValue Dictionary(params (string Key, StructuredValue Value)[] fields)
    {
        var dictionary = new DictValue();
        foreach (var (key, value) in fields)
        {
            dictionary.Fields.Add(key, value);
        }

        return new StructuredValue { DictValue = dictionary };
    }

    public static StructuredValue Floats(string name, params long[] shape) => new()
    {
        TensorSpecValue = new TensorSpecProto { Name = name, Dtype = DataType.DtFloat, Shape = Attr.ShapeOf(shape) },
    };

    /// <summary>What Python's inspect.getfullargspec says about a function with these arguments.</summary>
    public static FunctionSpec ArgumentSpec(string[] arguments, StructuredValue defaults)
    {
        var tuple = new NamedTupleValue { Name = "FullArgSpec" };
        void Put(string key, StructuredValue value) => tuple.Values.Add(new PairValue { Key = key, Value = value });
        Put("args", List([.. arguments.Select(Text)]));
        Put("varargs", None);
        Put("varkw", None);
        Put("defaults", defaults);
        Put("kwonlyargs", List());
        Put("kwonlydefaults", None);
        Put("annotations", Dictionary());
        return new FunctionSpec { Fullargspec = new StructuredValue { NamedTupleValue = tuple }, InputSignature = None };
    }
}
