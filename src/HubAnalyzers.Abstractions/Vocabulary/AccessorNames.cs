using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace HubAnalyzers;

/// <summary>
/// C# names for layers. A name comes from the layer's own path and from nothing else, so that inserting or reordering layers renames
/// no other. Only where two paths want one name do both change: to their own spelling with its separators ("Conv1" and "Conv_1"),
/// or, where even that is one, to a hash of the path.
/// </summary>
internal static class AccessorNames
{
    /// <summary>The property of a scope that is the layer of the scope's own name: of "block" and "block/expand", Block.Layer is the first.</summary>
    public const string OfScopeItself = "Layer";

    /// <summary>What the nested class of a scope has behind the scope's name.</summary>
    public const string ScopeSuffix = "Scope";

    /// <summary>Scopes deeper than this are one name: a compiler that recurses into nested classes has an end of its stack.</summary>
    public const int DeepestNesting = 24;

    // The compiler refuses 512 characters; a hash, "Scope" and "get_" must still fit.
    private const int Longest = 128;

    private static readonly string[] _ofObject = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Names that no layer or scope of a generated class has: its other members and what it inherits.</summary>
    public static IReadOnlyList<string> TakenInModel { get; } =
    [
        .. _ofObject, "BatchNormPolicy", "Call", "CreateKerasLayer", "Device", "Digest", "Dispose", "Export", "ExportOnnx", "Facts", "GetLayer", "Handle",
        "HasTrainingTrace", "Info", "InfoHolder", "Labels", "Layers", "Load", "Plan", "RegularizationLoss", "Trainable", "Variables", "Verdict",
    ];

    /// <summary>Names that nothing in a scope of this name has.</summary>
    public static IReadOnlyList<string> TakenInScope(string name) => [.. _ofObject, "_model", name + ScopeSuffix];

    /// <summary>The dotted accessor of each layer ("net/block_1/expand" → "Block1.Expand"), without the scopes that all share.</summary>
    public static IReadOnlyDictionary<string, string> For(IReadOnlyCollection<string> layers)
    {
        var paths = layers.Distinct(StringComparer.Ordinal).ToDictionary(static l => l, static l => Parts(l), StringComparer.Ordinal);
        var shared = SharedScopes(paths.Values);
        var root = new PathNode("");
        foreach (var path in paths)
        {
            var node = root;
            foreach (var part in path.Value.Skip(shared).Take(DeepestNesting - 1))
            {
                node = node.Child(part);
            }

            var rest = path.Value.Skip(shared + DeepestNesting - 1).ToList();
            (rest.Count == 0 ? node : node.Child(string.Join("_", rest))).Layers.Add(path.Key);
        }

        var accessors = new Dictionary<string, string>(paths.Count, StringComparer.Ordinal);
        Name(root, "", TakenInModel, accessors);
        return accessors;
    }

    /// <summary>One identifier in Pascal case: "expanded_conv_16" → "ExpandedConv16", "bn-1" → "Bn1", "1x1" → "_1x1".</summary>
    public static string Identifier(string text) => Identifier(text, "");

    /// <summary>Whether an identifier can start with it. Narrower than C#: nothing that cannot be seen.</summary>
    public static bool IsStart(char c) => c == '_' || (!IsInvisible(c) && CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber);

    /// <summary>Whether an identifier can go on with it.</summary>
    public static bool IsPart(char c) => IsStart(c) || (!IsInvisible(c) && CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Letters and marks to Unicode, nothing to the eye: the Hangul fillers, joiners, inherent vowels, variation selectors.</summary>
    public static bool IsInvisible(char c) => c is
        '\u115f' or '\u1160' or '\u3164' or '\uffa0' or '\u034f' or '\u17b4' or '\u17b5' or (>= '\u180b' and <= '\u180f') or (>= '\ufe00' and <= '\ufe0f');

    private static void Name(PathNode node, string prefix, IReadOnlyList<string> reserved, Dictionary<string, string> accessors)
    {
        var members = new List<NameWish>();
        foreach (var child in node.Children)
        {
            string[] spellings = [Identifier(child.Part), Identifier(child.Part, "_")];
            if (child.IsScope)
            {
                members.Add(new NameWish(child.Path, spellings, child));
            }
            else
            {
                members.AddRange(child.Layers.Select(l => new NameWish(l, spellings, l)));
            }
        }

        var taken = new HashSet<string>(reserved, StringComparer.Ordinal);
        NameWish.Settle(members, taken);
        if (node.Part.Length > 0)
        {
            // After all others, so that a layer that is really named so keeps its name.
            var own = node.Layers.Select(static l => new NameWish(l, [OfScopeItself], l)).ToList();
            taken.UnionWith(members.Select(static m => m.Name));
            NameWish.Settle(own, taken);
            members.AddRange(own);
        }

        foreach (var member in members)
        {
            if (member.Subject is PathNode scope)
            {
                Name(scope, prefix + member.Name + ".", TakenInScope(member.Name), accessors);
            }
            else
            {
                accessors.Add((string)member.Subject!, prefix + member.Name);
            }
        }
    }

    private static string Identifier(string text, string separator)
    {
        var name = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        var upper = true;
        foreach (var c in text)
        {
            if (c == '_' || !IsPart(c))
            {
                upper = true;
                continue;
            }

            if (name.Length >= Longest)
            {
                return name + "_" + NameWish.ShortHash(text);
            }

            name.Append(upper && name.Length > 0 ? separator : "").Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (name.Length == 0)
        {
            return "_" + NameWish.ShortHash(text);
        }

        // Pascal case makes keywords impossible: every C# keyword is in lower case.
        return IsStart(name[0]) ? name.ToString() : "_" + name;
    }

    private static string[] Parts(string layer)
    {
        var parts = layer.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? [layer] : parts;
    }

    private static int SharedScopes(IEnumerable<string[]> paths)
    {
        string[]? first = null;
        var shared = 0;
        foreach (var path in paths)
        {
            if (first is null)
            {
                first = path;
                shared = path.Length - 1;
                continue;
            }

            var same = 0;
            while (same < shared && same < path.Length - 1 && path[same] == first[same])
            {
                same++;
            }

            shared = same;
        }

        return shared;
    }

    /// <summary>A part of a path, and what lies below it.</summary>
    private sealed class PathNode(string path, string part = "")
    {
        private readonly Dictionary<string, PathNode> _byPart = new(StringComparer.Ordinal);
        private readonly List<PathNode> _children = [];

        public string Path { get; } = path;

        public string Part { get; } = part;

        public IReadOnlyList<PathNode> Children => _children;

        public bool IsScope => _children.Count > 0;

        /// <summary>The layers with this path; more than one where the layers' names differ in empty parts.</summary>
        public List<string> Layers { get; } = [];

        public PathNode Child(string part)
        {
            if (!_byPart.TryGetValue(part, out var child))
            {
                _byPart.Add(part, child = new PathNode(Path.Length == 0 ? part : Path + "/" + part, part));
                _children.Add(child);
            }

            return child;
        }
    }
}
