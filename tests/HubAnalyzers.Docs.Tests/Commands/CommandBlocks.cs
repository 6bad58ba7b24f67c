using System;
using System.Collections.Generic;
using System.Linq;
using HubAnalyzers.Docs.Tests.Markdown;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>The commands of a block: all of a shell's, and in plain output the lines that begin with "dotnet ".</summary>
internal static class CommandBlocks
{
    public static IEnumerable<(string Place, ShellCommand Command)> Of(Block block) => block.Language switch
    {
        "sh" => ShellCommand.Parse(block.Text).Select(c => ($"{block.Page}({block.Line + c.Line - 1})", c)),
        "" => block.Text.Split('\n').SelectMany((line, i) => line.StartsWith("dotnet ", StringComparison.Ordinal)
            ? ShellCommand.Parse(BeforeRemark(line)).Select(c => ($"{block.Page}({block.Line + i})", c))
            : []),
        _ => [],
    };

    // Such blocks set a remark apart by several spaces.
    private static string BeforeRemark(string line) => line.IndexOf("   ", StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line;
}
