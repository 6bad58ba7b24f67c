using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.SavedModel.Wire;

namespace HubAnalyzers.Runtime.Import;

/// <summary>Booleans that constants decide, such as the mode of a trace that takes it as a tensor.</summary>
internal static class KnownBooleans
{
    /// <summary>The attributes of a constant.</summary>
    public static NodeAttributes Constant(bool value) => new(new Dictionary<string, AttrValue>
    {
        ["dtype"] = new() { Type = DataType.DtBool },
        ["value"] = new() { Tensor = new TensorProto { Dtype = DataType.DtBool, TensorShape = new TensorShapeProto(), BoolVal = { value } } },
    });

    /// <summary>An operation's value; null where only a run can tell.</summary>
    public static bool? Of(string op, NodeAttributes attributes, IReadOnlyList<bool?> inputs) => op switch
    {
        "Const" when attributes.Tensor("value") is { Dtype: DataType.DtBool } value && (value.TensorShape?.Dim.Count ?? 0) == 0 =>
            value.BoolVal.Count > 0 ? value.BoolVal[0] : value.TensorContent.Length > 0 && value.TensorContent[0] != 0,
        "Identity" when inputs is [var only] => only,
        "LogicalNot" when inputs is [var only] => !only,
        "LogicalAnd" => inputs.Contains(false) ? false : inputs.All(static i => i == true) ? true : null,
        "LogicalOr" => inputs.Contains(true) ? true : inputs.All(static i => i == false) ? false : null,
        _ => null,
    };
}
