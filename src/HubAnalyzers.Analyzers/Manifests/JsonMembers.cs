using System;
using System.Collections.Generic;

namespace HubAnalyzers.Analyzers.Manifests;

/// <summary>An object's members. Nearly all objects have a handful: a list is smaller than a dictionary, and as fast.</summary>
internal sealed class JsonMembers
{
    private const int MostWithoutIndex = 24;
    private readonly List<KeyValuePair<string, JsonValue>> _members = [];
    private Dictionary<string, JsonValue>? _index;

    public static JsonMembers None { get; } = new();

    public int Count => _members.Count;

    /// <summary>Adds a member; the name must be new.</summary>
    public void Add(string name, JsonValue value)
    {
        _members.Add(new KeyValuePair<string, JsonValue>(name, value));
        if (_index is not null)
        {
            _index.Add(name, value);
        }
        else if (_members.Count > MostWithoutIndex)
        {
            _index = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
            foreach (var member in _members)
            {
                _index.Add(member.Key, member.Value);
            }
        }
    }

    public bool TryGetValue(string name, out JsonValue value)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out value);
        }

        foreach (var member in _members)
        {
            if (member.Key == name)
            {
                value = member.Value;
                return true;
            }
        }

        value = null!;
        return false;
    }
}
