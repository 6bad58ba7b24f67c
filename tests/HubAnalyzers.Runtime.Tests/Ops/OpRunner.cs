using System.Collections.Generic;
using System.Linq;
using Google.Protobuf;
using HubAnalyzers.Runtime.Import;
using HubAnalyzers.Runtime.Ops;
using HubAnalyzers.SavedModel.Wire;
using TorchSharp;

namespace HubAnalyzers.Runtime.Tests.Ops;

/// <summary>Runs one operation of the table.</summary>
internal static class OpRunner
{
    public static torch.Tensor Run(string op, torch.Tensor[] inputs, params (string Name, AttrValue Value)[] attributes) => RunAll(op, inputs, attributes)[0]!;

    public static torch.Tensor?[] RunAll(string op, torch.Tensor[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new GraphNode("n", op, [], new NodeAttributes(attributes.ToDictionary(static a => a.Name, static a => a.Value)));
        return [.. OpTable.Find(op)!(new OpCall(node, [.. inputs.Select(static t => (Value)t)], new ImportOptions())).Select(static v => v.Tensor)];
    }

    public static torch.Tensor Floats(long[] shape, params float[] values) => torch.tensor(values).reshape(shape);

    public static torch.Tensor Ints(params int[] values) => torch.tensor(values);

    public static AttrValue Attr(string value) => new() { S = ByteString.CopyFromUtf8(value) };

    public static AttrValue Attr(bool value) => new() { B = value };

    public static AttrValue Attr(float value) => new() { F = value };

    public static AttrValue Attr(long value) => new() { I = value };

    public static AttrValue Attr(params long[] values) => new() { List = new AttrValue.Types.ListValue { I = { (IEnumerable<long>)values } } };

    public static float[] Values(torch.Tensor tensor) => tensor.contiguous().data<float>().ToArray();
}
