using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HubAnalyzers.Analyzers.Manifests;
using HubAnalyzers.Testing;
using Microsoft.CodeAnalysis.Text;

namespace HubAnalyzers.Analyzers.Tests.Manifests;

/// <summary>From JSON to the model that generator and rules work on.</summary>
public sealed class ManifestReaderTests
{
    [Fact]
    public void Every_required_member_is_missed_where_it_should_stand()
    {
        var whole = JsonNode.Parse(ManifestText.Of("net", ManifestText.Layer("net/a", "A")))!;
        foreach (var path in RequiredMembers(whole, "").ToList())
        {
            var damaged = whole.DeepClone();
            Remove(damaged, path);

            var error = ManifestReader.Read(SourceText.From(damaged.ToJsonString())).Error;
            Assert.True(error is not null, path);
            Assert.Contains($"'{path[(path.LastIndexOf('/') + 1)..]}' is missing", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"traces\":2", "\"traces\":2147483648", "a whole number from 0 to 2147483647")]
    [InlineData("\"traces\":2", "\"traces\":-1", "a whole number from 0 to 2147483647")]
    [InlineData("\"traces\":2", "\"traces\":2.0", "a whole number")]
    [InlineData("\"traces\":2", "\"traces\":2e0", "a whole number")]
    [InlineData("\"traces\":2", "\"traces\":99999999999999999999", "a whole number")]
    [InlineData("\"traces\":2", "\"traces\":null", "a whole number")]
    [InlineData("\"size\":5", "\"size\":-5", "a whole number from 0")]
    [InlineData("\"totalParameters\":1234", "\"totalParameters\":-1", "a whole number from 0")]
    [InlineData("\"shape\":[2,3]", "\"shape\":[2,-2]", "a whole number from -1")]
    [InlineData("\"shape\":[2,3]", "\"shape\":\"2x3\"", "a list")]
    [InlineData("\"trainingArgument\":true", "\"trainingArgument\":1", "true or false")]
    [InlineData("\"digest\":\"", "\"digest\":7,\"x\":\"", "a string")]
    [InlineData("\"dtype\":\"float32\"", "\"dtype\":\"float32\",\"range\":[1]", "two numbers are expected here")]
    [InlineData("\"dtype\":\"float32\"", "\"dtype\":\"float32\",\"range\":[1,0]", "two numbers are expected here")]
    [InlineData("\"dtype\":\"float32\"", "\"dtype\":\"float32\",\"range\":[0,\"x\"]", "a number is expected here")]
    [InlineData("\"kind\":\"conv2d\"", "\"kind\":\"Conv2D\"", "'Conv2D' is none of the words")]
    [InlineData("\"layers\":[", "\"layers\":[7,", "an object")]
    public void A_value_of_the_wrong_kind_is_refused_where_it_stands(string old, string @new, string expected)
    {
        var text = ManifestText.Of("net", ManifestText.Layer("net/a", "A"));
        Assert.Contains(old, text, StringComparison.Ordinal);

        var error = ManifestReader.Read(SourceText.From(text.Replace(old, @new, StringComparison.Ordinal))).Error;

        Assert.NotNull(error);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Span.Start, text.IndexOf(old, StringComparison.Ordinal), text.IndexOf(old, StringComparison.Ordinal) + @new.Length);
    }

    [Fact]
    public void Members_of_versions_to_come_are_skipped()
    {
        var manifest = JsonNode.Parse(ManifestText.Of("net", ManifestText.Layer("net/a", "A")))!;
        manifest["new"] = new JsonObject { ["deep"] = new JsonArray(1, "x", null) };
        manifest["layers"]![0]!["new"] = 1;

        Assert.NotNull(ManifestReader.Read(SourceText.From(manifest.ToJsonString())).Model);
    }

    [Fact]
    public void Two_readings_of_one_text_are_equal_and_of_another_are_not()
    {
        var text = File.ReadAllText(Repository.PathOf("samples", "FineTune", "shapes_mobilenet.hubmodel.json"));

        var first = ManifestReader.Read(SourceText.From(text)).Model;
        var second = ManifestReader.Read(SourceText.From(text)).Model;
        var other = ManifestReader.Read(SourceText.From(text.Replace("\"conv2d\"", "\"dense\"", StringComparison.Ordinal))).Model;

        Assert.NotNull(first);
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second!.GetHashCode());
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Every_beginning_of_a_manifest_is_refused_inside_it()
    {
        var text = ManifestText.Of("net", ManifestText.Layer("net/a", "A"));

        for (var length = 0; length < text.Length; length++)
        {
            var error = ManifestReader.Read(SourceText.From(text[..length])).Error;
            Assert.NotNull(error);
            Assert.InRange(error.Span.End, 0, length);
        }
    }

    // The members of all objects, by a path with the places of lists in it; those that a reader may miss are left out.
    private static System.Collections.Generic.IEnumerable<string> RequiredMembers(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => new[] { $"{path}/{m.Key}" }.Concat(m.Value is null ? [] : RequiredMembers(m.Value, $"{path}/{m.Key}"))),
        JsonArray items => items.SelectMany((item, i) => item is null ? [] : RequiredMembers(item, $"{path}/{i}")),
        _ => [],
    };

    private static void Remove(JsonNode root, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var owner = parts[..^1].Aggregate(root, static (node, part) => node is JsonArray items ? items[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : node[part]!);
        owner.AsObject().Remove(parts[^1]);
    }
}
