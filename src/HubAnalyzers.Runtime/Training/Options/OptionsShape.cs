using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HubAnalyzers.Runtime.Training;

/// <summary>
/// Whether JSON has the keys that options have, told by what the serializer knows of their types and before it reads a value: what it
/// would say itself speaks of .NET types, and otherwise in each version.
/// </summary>
internal sealed class OptionsShape(JsonSerializerOptions settings)
{
    /// <summary>What is wrong with the keys of a value, in terms of the options; null where nothing is.</summary>
    /// <param name="json">The value.</param>
    /// <param name="type">What it is to become.</param>
    /// <param name="place">Where it stands; empty for the whole.</param>
    public string? FaultOf(JsonElement json, Type type, string place = "")
    {
        var info = settings.GetTypeInfo(type);
        return (info.Kind, json.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => FaultOfObject(json, info, place),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) when info.ElementType is { } element =>
                json.EnumerateArray().Select((item, i) => FaultOf(item, element, $"{place}[{i}]")).FirstOrDefault(static f => f is not null),

            // A value of another kind is the serializer's to refuse.
            _ => null,
        };
    }

    private string? FaultOfObject(JsonElement json, JsonTypeInfo info, string place)
    {
        var kind = info.PolymorphismOptions?.TypeDiscriminatorPropertyName;
        if (kind is not null)
        {
            if (!json.TryGetProperty(kind, out var which))
            {
                return $"The option '{place}' has no key '{kind}' that says which it is.";
            }

            var name = which.ValueKind == JsonValueKind.String ? which.GetString() : which.GetRawText();
            if (info.PolymorphismOptions!.DerivedTypes.FirstOrDefault(d => d.TypeDiscriminator as string == name).DerivedType is not { } derived)
            {
                return $"The option '{place}' has the kind '{name}', which there is not.";
            }

            info = settings.GetTypeInfo(derived);
        }

        var known = info.Properties.ToDictionary(static p => p.Name, StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject().Where(m => m.Name != kind))
        {
            var at = place.Length == 0 ? member.Name : $"{place}.{member.Name}";
            if (!known.TryGetValue(member.Name, out var property))
            {
                return $"There is no option '{at}'; remove it, or read it with the version of HubAnalyzers that wrote it.";
            }

            if (FaultOf(member.Value, property.PropertyType, at) is { } fault)
            {
                return fault;
            }
        }

        var missing = info.Properties.Where(p => IsNeeded(p) && !json.TryGetProperty(p.Name, out _)).Select(static p => $"'{p.Name}'").ToList();
        return missing.Count == 0 ? null : $"{(place.Length == 0 ? "The options have" : $"The option '{place}' has")} no key {string.Join(", ", missing)}.";
    }

    private static bool IsNeeded(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };
}
