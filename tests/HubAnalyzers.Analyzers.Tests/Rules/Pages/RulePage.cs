using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Testing;

/// <summary>A page of docs/rules, taken apart: <c># id: title</c>, a table of one row, sections, blocks of code.</summary>
internal sealed class RulePage
{
    private RulePage(string id, string path)
    {
        Id = id;
        Lines = File.ReadAllLines(path);
        Row = [.. (Lines.FirstOrDefault(static l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| Category", StringComparison.Ordinal)) ?? "").Split('|').Select(static c => c.Trim())];
        Blocks = ReadBlocks(id, Lines);
    }

    public static string Folder { get; } = Repository.PathOf("docs", "rules");

    public string Id { get; }

    public IReadOnlyList<string> Lines { get; }

    public string Category => Row[1];

    public string Severity => Row[2];

    public string Fix => Row[3];

    public IEnumerable<string> Sections => Lines.Where(static l => l.StartsWith("## ", StringComparison.Ordinal)).Select(static l => l[3..]);

    public IReadOnlyList<PageBlock> Blocks { get; }

    private IReadOnlyList<string> Row { get; }

    public static RulePage Of(string id) => new(id, Path.Combine(Folder, id + ".md"));

    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.EnumerateFiles(Folder, "HUB*.md").Select(static p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)];

    private static List<PageBlock> ReadBlocks(string id, IReadOnlyList<string> lines)
    {
        var blocks = new List<PageBlock>();
        var section = "";
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                section = lines[i][3..];
            }
            else if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var words = lines[i][3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var code = lines.Skip(i + 1).TakeWhile(static l => l != "```").ToList();
                blocks.Add(new PageBlock(id, section, words.FirstOrDefault() ?? "", [.. words.Skip(1)], code, blocks.Count));
                i += code.Count + 1;
            }
        }

        return blocks;
    }
}

/// <summary>
/// A block of code on a page. Behind the language stands what else it needs: <c>tensorflow.net</c>, or an option as
/// <c>key=value</c>. A C# block is a program of its own; a line whose comment begins with a rule's id claims that rule there.
/// </summary>
internal sealed record PageBlock(string Page, string Section, string Language, IReadOnlyList<string> Words, IReadOnlyList<string> Code, int Index)
{
    public string Text => string.Join("\n", Code) + "\n";

    public IEnumerable<string> Options => Words.Where(static w => w.Contains('='));

    /// <summary>"line: id" for each claim.</summary>
    public IReadOnlyList<string> Claims =>
        [.. Code.Select(static (line, i) => (line, i)).Where(static l => l.line.Contains("// HUB", StringComparison.Ordinal))
            .Select(static l => $"{l.i + 1}: {l.line.Split("// ")[^1].Trim()[..7]}")];

    public override string ToString() => $"{Page} {Section} #{Index}";
}
