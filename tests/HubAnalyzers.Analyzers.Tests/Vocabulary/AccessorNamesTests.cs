using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using HubAnalyzers.Analyzers.Generation;
using HubAnalyzers.Analyzers.Manifests;
using Microsoft.CodeAnalysis.CSharp;

namespace HubAnalyzers.Analyzers.Tests.Vocabulary;

/// <summary>The accessors that a manifest gets.</summary>
public sealed class AccessorNamesTests
{
    private static readonly string[] _parts =
    [
        "conv", "Conv", "CONV", "conv1", "Conv1", "conv_1", "Conv_1", "conv-1", "bn", "block", "Block", "block_1", "block_1_scope", "layer", "Layer",
        "layers", "trainable", "dispose", "info", "get_type", "to_string", "class", "1x1", "_", "", "a.b", "a b", "é", "e\u0301", "\u0301", "名前", "\ud83d\ude00", "\ud800", "ſ",
    ];

    [Theory]
    [InlineData("net/expanded_conv_16/expand", "ExpandedConv16.Expand")]
    [InlineData("net/Conv1", "Conv1")]
    [InlineData("net/bn-1", "Bn1")]
    [InlineData("net/1x1", "_1x1")]
    [InlineData("net/class", "Class")]
    [InlineData("net/a b\nc", "ABC")]
    [InlineData("net/état", "État")]
    [InlineData("net/e\u0301tat", "E\u0301tat")]
    [InlineData("net/\u0301x", "_\u0301x")]
    [InlineData("net/हिन्दी", "हिन्दी")]
    [InlineData("net/名前", "名前")]
    [InlineData("net/a\ud83d\ude00b", "AB")]
    [InlineData("net/a\u200db", "AB")]
    [InlineData("net/x\u3164y\ufe0f", "XY")]
    public void A_name_is_the_path_in_Pascal_case(string layer, string expected) => Assert.Equal(expected, AccessorNames.For([layer, "net/other"])[layer]);

    [Fact]
    public void A_scope_that_all_layers_share_is_dropped() =>
        Assert.Equal(["A", "B.C"], AccessorNames.For(["x/y/a", "x/y/b/c"]).Values);

    [Fact]
    public void Of_two_layers_that_want_one_name_each_keeps_its_separators()
    {
        var names = AccessorNames.For(["net/Conv1", "net/Conv_1", "net/Conv_1_bn", "net/bn_Conv1"]);

        Assert.Equal("Conv1", names["net/Conv1"]);
        Assert.Equal("Conv_1", names["net/Conv_1"]);
        Assert.Equal("Conv1Bn", names["net/Conv_1_bn"]);
        Assert.Equal("BnConv1", names["net/bn_Conv1"]);
    }

    [Theory]
    [InlineData("net/conv", "net/Conv", "Conv")]
    [InlineData("net/a-b", "net/a_b", "AB")]
    [InlineData("net/a", "net//a", "A")]
    public void Where_even_the_spelling_is_one_both_get_a_hash_of_their_path(string first, string second, string wanted)
    {
        var names = AccessorNames.For([first, second, "net/x/y"]);

        Assert.Matches($"^{wanted}_[0-9a-f]{{6}}$", names[first]);
        Assert.Matches($"^{wanted}_[0-9a-f]{{6}}$", names[second]);
        Assert.NotEqual(names[first], names[second]);
    }

    [Fact]
    public void Scopes_that_want_one_name_keep_their_separators_for_all_that_is_in_them()
    {
        var names = AccessorNames.For(["net/block1/a", "net/block_1/a", "net/block_1/b"]);

        Assert.Equal(["Block1.A", "Block_1.A", "Block_1.B"], names.Values);
    }

    [Fact]
    public void A_layer_that_is_also_a_scope_is_the_scope_s_Layer()
    {
        var names = AccessorNames.For(["net/block", "net/block/expand", "net/x"]);

        Assert.Equal(["Block.Expand", "Block.Layer", "X"], names.Values.Order(StringComparer.Ordinal));
        Assert.Equal("Block.Layer", names["net/block"]);
    }

    [Theory]
    [InlineData("layers", "^Layers_[0-9a-f]{6}$")]
    [InlineData("trainable", "^Trainable_[0-9a-f]{6}$")]
    [InlineData("get_type", "^Get_Type$")]
    [InlineData("create_keras_layer", "^Create_Keras_Layer$")]
    public void A_name_that_the_class_has_already_gives_way(string part, string expected)
    {
        Assert.Matches(expected, AccessorNames.For(["net/" + part, "net/x"])["net/" + part]);
        Assert.Matches(expected.Replace("$", "\\.A$", StringComparison.Ordinal), AccessorNames.For([$"net/{part}/a", "net/x"])[$"net/{part}/a"]);
    }

    [Fact]
    public void Ten_thousand_layers_of_one_name_each_have_a_name_of_their_own()
    {
        // Different in punctuation only: one name, one spelling, and more of them than a short hash can tell apart.
        var layers = Enumerable.Range(0, 10_000).Select(static i => "net/conv" + string.Concat(Convert.ToString(i, 2).Select(static b => b == '0' ? '-' : '.'))).Append("net/x").ToList();

        var names = AccessorNames.For(layers);

        Assert.Equal(layers.Count, names.Values.Distinct().Count());
        Assert.All(names.Values, static n => Assert.True(SyntaxFacts.IsValidIdentifier(n), n));
    }

    [Fact]
    public void Endless_paths_and_names_are_cut()
    {
        var names = AccessorNames.For([string.Join('/', Enumerable.Repeat("deep", 20_000)), new string('x', 20_000), new string('x', 20_001), "a"]);

        Assert.All(names.Values, static n => Assert.InRange(n.Length, 1, 400));
        Assert.Equal(4, names.Values.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_layer_has_one_place_that_compiles_and_the_generator_finds_nothing_to_change(int seed)
    {
        foreach (var layers in Nets(seed))
        {
            var names = AccessorNames.For(layers);

            Assert.Equal(layers.Count, names.Count);
            var all = names.Values.ToHashSet(StringComparer.Ordinal);
            Assert.Equal(layers.Count, all.Count);
            foreach (var name in all)
            {
                Assert.All(name.Split('.'), part => Assert.True(SyntaxFacts.IsValidIdentifier(part) && SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None, part));
                Assert.DoesNotContain(all, other => other.StartsWith(name + ".", StringComparison.Ordinal));
            }

            Assert.Equal(Sorted(names), Sorted(Generated(names)));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void The_order_of_the_layers_is_of_no_account(int seed)
    {
        foreach (var layers in Nets(seed))
        {
            var shuffled = layers.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Sorted(AccessorNames.For(layers)), Sorted(AccessorNames.For(shuffled)));
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public void A_layer_that_comes_in_renames_none_but_those_that_want_its_very_name(int seed)
    {
        var random = new Random(seed);
        foreach (var layers in Nets(seed))
        {
            var newcomer = RandomPath(random);
            if (layers.Contains(newcomer))
            {
                continue;
            }

            var before = AccessorNames.For(layers);
            var inserted = layers.ToList();
            inserted.Insert(random.Next(inserted.Count), newcomer);
            var after = AccessorNames.For(inserted);

            Assert.All(layers.Where(l => before[l] != after[l]), l => Assert.True(WantOneName(l, newcomer), $"{newcomer} renames {l} from {before[l]} to {after[l]}"));
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void A_layer_with_a_name_of_its_own_renames_nothing(int seed)
    {
        var random = new Random(seed);
        foreach (var layers in Nets(seed))
        {
            // Beside any other, wherever that may be.
            var neighbour = layers[random.Next(layers.Count)];
            var newcomer = neighbour[..(neighbour.LastIndexOf('/') + 1)] + "newcomer";

            var before = AccessorNames.For(layers);
            var after = AccessorNames.For([newcomer, .. layers]);

            Assert.Equal(Sorted(before), Sorted(after.Where(p => p.Key != newcomer)));
        }
    }

    // Somewhere down their paths they are different and yet one to a C# programmer; or one is the scope of the other.
    private static bool WantOneName(string a, string b)
    {
        var first = a.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var second = b.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            if (first[i] != second[i])
            {
                return AccessorNames.Identifier(first[i]) == AccessorNames.Identifier(second[i]) ||
                    new[] { first[i], second[i] }.Any(static part => AccessorNames.Identifier(part) == AccessorNames.OfScopeItself);
            }
        }

        return true;
    }

    // Without a shared scope: the net's own name is nobody's to drop.
    private static IEnumerable<List<string>> Nets(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            yield return [.. Enumerable.Range(0, random.Next(2, 60)).Select(_ => RandomPath(random)).Append("first/x").Append("second/x").Distinct(StringComparer.Ordinal)];
        }
    }

    private static string RandomPath(Random random)
    {
        var path = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => _parts[random.Next(_parts.Length)]));
        return path.Trim('/').Length == 0 ? "root" + path : path;
    }

    private static Dictionary<string, string> Generated(IReadOnlyDictionary<string, string> names)
    {
        var layers = names.Select(static n => new ManifestLayer(n.Key, n.Value, LayerKind.Other, null, Trainability.Unknown, "", "", 0, default, null, null, null, null));
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(AccessorTree.Build(layers, "TheClass", CancellationToken.None), "");
        return found;

        void Collect(AccessorScope scope, string prefix)
        {
            foreach (var layer in scope.Layers)
            {
                found.Add(layer.Layer.Name, prefix + layer.Name);
            }

            foreach (var child in scope.Scopes)
            {
                Collect(child, prefix + child.Name + ".");
            }
        }
    }

    private static List<string> Sorted(IEnumerable<KeyValuePair<string, string>> names) =>
        [.. names.Select(static n => string.Create(CultureInfo.InvariantCulture, $"{n.Key} = {n.Value}")).Order(StringComparer.Ordinal)];
}
