using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Docs.Tests.Markdown;

/// <summary>A fenced block of a page. Behind the language stands what else it needs, as on the pages of the rules.</summary>
/// <param name="Page">The page's path.</param>
/// <param name="Line">The line of its first line of text, counted from 1.</param>
/// <param name="Language">The first word behind the fence; empty for plain output.</param>
/// <param name="Words">The other words behind the fence.</param>
/// <param name="Given">What the comment <c>&lt;!-- given: … --&gt;</c> before it declares: the parameters of the method that a fragment is the body of.</param>
/// <param name="Text">Its text, LF at each end of a line.</param>
internal sealed partial record Block(string Page, int Line, string Language, IReadOnlyList<string> Words, string? Given, string Text)
{
    public string Place => $"{Page}({Line})";

    /// <summary>"line: id" for each rule that a comment claims: <c>// HUB0002</c>, <c>// warning HUB0002: …</c>.</summary>
    public IReadOnlyList<string> Claims =>
        [.. Text.Split('\n').SelectMany(static (line, i) => Claim().Matches(line).Select(m => $"{i + 1}: {m.Groups[1].Value}"))];

    public override string ToString() => Place;

    [GeneratedRegex(@"//\s*(?:warning |error |info )?(HUB\d{4})")]
    private static partial Regex Claim();
}
