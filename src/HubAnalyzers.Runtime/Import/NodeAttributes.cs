using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Import;

/// <summary>A node's attributes. TensorFlow strips defaults on save, so every reader states the default of the operation.</summary>
internal sealed class NodeAttributes
{
    private readonly IReadOnlyDictionary<string, AttrValue> _values;

    public NodeAttributes(IReadOnlyDictionary<string, AttrValue> values) => _values = values;

    public static NodeAttributes Empty { get; } = new(new Dictionary<string, AttrValue>());

    /// <summary>The same attributes but for one.</summary>
    public NodeAttributes With(string name, AttrValue value) => new(new Dictionary<string, AttrValue>(_values) { [name] = value });

    public bool Has(string name) => _values.ContainsKey(name);

    public long Int(string name, long defaultValue) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.I ? v.I : defaultValue;

    public float Float(string name, float defaultValue) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.F ? v.F : defaultValue;

    public bool Bool(string name, bool defaultValue) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.B ? v.B : defaultValue;

    public string String(string name, string defaultValue) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.S ? v.S.ToStringUtf8() : defaultValue;

    public DataType Type(string name, DataType defaultValue) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.Type ? v.Type : defaultValue;

    public TensorProto? Tensor(string name) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.Tensor ? v.Tensor : null;

    public long[] Ints(string name, params long[] defaultValue) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.List ? v.List.I.ToArray() : defaultValue;

    public string? Function(string name) =>
        _values.TryGetValue(name, out var v) && v.ValueCase == AttrValue.ValueOneofCase.Func ? v.Func.Name : null;
}
