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
internal sealed class JsonValue(JsonKind kind, int start, int end)
{
    /// <summary>What it is.</summary>
    public JsonKind Kind { get; } = kind;

    /// <summary>The first character's position.</summary>
    public int Start { get; } = start;

    /// <summary>The position after the last character.</summary>
    public int End { get; } = end;

    /// <summary>A string's content, or a number as written.</summary>
    public string Text { get; init; } = "";

    /// <summary>An array's elements.</summary>
    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    /// <summary>An object's members.</summary>
    public JsonMembers Members { get; init; } = JsonMembers.None;
}
