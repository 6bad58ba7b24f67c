using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Docs.Tests.Markdown;

/// <summary>A page taken apart: fenced blocks, links, headings' anchors and the commands that its sentences mention.</summary>
internal sealed partial class Page
{
    private readonly List<Block> _blocks = [];
    private readonly List<Link> _links = [];
    private readonly List<Mention> _mentions = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    /// <param name="path">Its path from the repository's root, with slashes.</param>
    /// <param name="text">Its text.</param>
    public Page(string path, string text)
    {
        Path = path;
        Lines = text.ReplaceLineEndings("\n").Split('\n');
        string? given = null;
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Fence().Match(Lines[i]) is { Success: true } fence)
            {
                i = ReadBlock(fence, i + 1, given);
                given = null;
            }
            else if (GivenComment().Match(Lines[i]) is { Success: true } comment)
            {
                given = comment.Groups[1].Value;
            }
            else
            {
                given = string.IsNullOrWhiteSpace(Lines[i]) ? given : null;
                ReadProse(Lines[i], i + 1);
            }
        }
    }

    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    public IReadOnlyList<Block> Blocks => _blocks;

    public IReadOnlyList<Link> Links => _links;

    /// <summary>Code within sentences and tables that begins with "dotnet ".</summary>
    public IReadOnlyList<Mention> Mentions => _mentions;

    /// <summary>The anchors of its headings, as GitHub makes them.</summary>
    public IReadOnlySet<string> Anchors => _anchors;

    public override string ToString() => Path;

    private int ReadBlock(Match fence, int first, string? given)
    {
        var indent = fence.Groups[1].Length;
        var end = first;
        while (end < Lines.Count && !FenceEnd().IsMatch(Lines[end]))
        {
            end++;
        }

        if (end == Lines.Count)
        {
            throw new FormatException($"{Path}({first}): a block that does not end");
        }

        var words = fence.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Concat(Lines.Skip(first).Take(end - first).Select(l => l[Math.Min(indent, l.Length - l.TrimStart().Length)..] + "\n"));
        _blocks.Add(new Block(Path, first + 1, words.FirstOrDefault() ?? "", [.. words.Skip(1)], given, text));
        return end;
    }

    private void ReadProse(string line, int number)
    {
        _mentions.AddRange(Code().Matches(line).Select(static m => m.Groups[1].Value).Where(static c => c.StartsWith("dotnet ", StringComparison.Ordinal)).Select(c => new Mention(Path, number, c)));

        var bare = Code().Replace(line, "`");
        _links.AddRange(Target().Matches(bare).Select(m => new Link(Path, number, m.Groups[1].Value)));
        _links.AddRange(Source().Matches(bare).Select(m => new Link(Path, number, m.Groups[1].Value)));
        if (Heading().Match(line) is { Success: true } heading)
        {
            AddAnchor(heading.Groups[1].Value);
        }
    }

    private void AddAnchor(string heading)
    {
        var slug = new StringBuilder();
        foreach (var c in LinkText().Replace(heading, "$1").ToLowerInvariant())
        {
            slug.Append(char.IsLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : c == ' ' ? "-" : "");
        }

        var anchor = slug.ToString();
        for (var n = 1; !_anchors.Add(anchor); n++)
        {
            anchor = $"{slug}-{n}";
        }
    }

    [GeneratedRegex(@"^( *)```(.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ *```\s*$")]
    private static partial Regex FenceEnd();

    [GeneratedRegex(@"^ *<!-- given: (.*) -->\s*$")]
    private static partial Regex GivenComment();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex(@"^#{1,6} (.*?)\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();
}

/// <summary>A link or a picture of a page.</summary>
internal sealed record Link(string Page, int Line, string Target);

/// <summary>A command in a sentence or a table, as it is written there.</summary>
internal sealed record Mention(string Page, int Line, string Text);
