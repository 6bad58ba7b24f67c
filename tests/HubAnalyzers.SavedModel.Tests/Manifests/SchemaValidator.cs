using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HubAnalyzers.SavedModel.Tests.Manifests;

/// <summary>
/// JSON Schema 2020-12 for the keywords that docs/hubmodel.schema.json uses. A keyword that is not here is an error: what
/// nobody checks must not look checked.
/// </summary>
internal sealed class SchemaValidator(JsonElement root)
{
    private static readonly string[] _annotations = ["$schema", "$id", "$defs", "title", "description"];

    /// <summary>What is wrong with a document, one line each with the place as a JSON pointer; empty where nothing is.</summary>
    public IReadOnlyList<string> Validate(JsonElement document)
    {
        var errors = new List<string>();
        Check(root, document, "", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement value, string place, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "type":
                    Require(Types(keyword.Value).Any(type => IsOf(value, type)), $"is not of type {keyword.Value.GetRawText()}");
                    break;
                case "const":
                    Require(JsonElement.DeepEquals(value, keyword.Value), $"is not {keyword.Value.GetRawText()}");
                    break;
                case "enum":
                    Require(keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(value, allowed)), $"is none of {keyword.Value.GetRawText()}");
                    break;
                case "pattern" when value.ValueKind == JsonValueKind.String:
                    Require(Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript), $"does not match {keyword.Value}");
                    break;
                case "minLength" when value.ValueKind == JsonValueKind.String:
                    Require(value.GetString()!.EnumerateRunes().Count() >= keyword.Value.GetInt32(), "is too short");
                    break;
                case "minimum" when value.ValueKind == JsonValueKind.Number:
                    Require(value.GetDecimal() >= keyword.Value.GetDecimal(), $"is less than {keyword.Value}");
                    break;
                case "minItems" when value.ValueKind == JsonValueKind.Array:
                    Require(value.GetArrayLength() >= keyword.Value.GetInt32(), $"has fewer than {keyword.Value} items");
                    break;
                case "maxItems" when value.ValueKind == JsonValueKind.Array:
                    Require(value.GetArrayLength() <= keyword.Value.GetInt32(), $"has more than {keyword.Value} items");
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    foreach (var (i, item) in value.EnumerateArray().Index())
                    {
                        Check(keyword.Value, item, $"{place}/{i}", errors);
                    }

                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    foreach (var name in keyword.Value.EnumerateArray().Select(static n => n.GetString()!))
                    {
                        Require(value.TryGetProperty(name, out _), $"has no '{name}'");
                    }

                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (var property in keyword.Value.EnumerateObject())
                    {
                        if (value.TryGetProperty(property.Name, out var member))
                        {
                            Check(property.Value, member, $"{place}/{property.Name}", errors);
                        }
                    }

                    break;
                case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                    Assert.Equal(JsonValueKind.False, keyword.Value.ValueKind);
                    var known = schema.GetProperty("properties").EnumerateObject().Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
                    foreach (var member in value.EnumerateObject())
                    {
                        Require(known.Contains(member.Name), $"has the unknown member '{member.Name}'");
                    }

                    break;
                case "$ref":
                    Check(Resolve(keyword.Value.GetString()!), value, place, errors);
                    break;
                case "pattern" or "minLength" or "minimum" or "minItems" or "maxItems" or "items" or "required" or "properties" or "additionalProperties":
                    // Says nothing of values of another type.
                    break;
                default:
                    Assert.True(_annotations.Contains(keyword.Name), $"this validator does not know the keyword '{keyword.Name}'");
                    break;
            }
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                errors.Add($"{(place.Length == 0 ? "/" : place)} {problem}");
            }
        }
    }

    private JsonElement Resolve(string reference)
    {
        Assert.StartsWith("#/", reference);
        return reference[2..].Split('/').Aggregate(root, static (at, part) => at.GetProperty(part));
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(static t => t.GetString()!)
        : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no type that the schema uses"),
    };
}
