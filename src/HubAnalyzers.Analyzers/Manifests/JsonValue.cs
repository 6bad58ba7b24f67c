using System.Collections.Generic;

namespace HubAnalyzers.Analyzers.Manifests;

internal enum JsonKind
{
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value and where it stands in the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The first character's position.</param>
/// <param name="End">The position after the last character.</param>
internal sealed record JsonValue(JsonKind Kind, int Start, int End)
{
    /// <summary>A string's content, or a number as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>An array's elements.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>An object's members.</summary>
    public IReadOnlyDictionary<string, JsonValue> Members { get; init; } = new Dictionary<string, JsonValue>();
}
