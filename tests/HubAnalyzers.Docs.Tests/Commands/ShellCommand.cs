using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HubAnalyzers.Docs.Tests.Commands;

/// <summary>One command of a shell's text: its words without quotes, comments and what it is redirected to.</summary>
/// <param name="Line">The line of the text that it begins on, counted from 1.</param>
internal sealed record ShellCommand(int Line, IReadOnlyList<string> Words)
{
    /// <summary>The variables that are set for this command alone: <c>NAME=value</c> in front of it.</summary>
    public IEnumerable<string> Variables => Words.TakeWhile(IsAssignment).Select(static w => w[..w.IndexOf('=', StringComparison.Ordinal)]);

    public string[] Program => [.. Words.SkipWhile(IsAssignment)];

    public override string ToString() => string.Join(' ', Words);

    /// <summary>The commands of a text, in order; those that a pipe or <c>&amp;&amp;</c> joins are several.</summary>
    public static IReadOnlyList<ShellCommand> Parse(string text)
    {
        var commands = new List<ShellCommand>();
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, inWord, line, begun) = ('\0', false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                _ = c == quote ? quote = '\0' : word.Append(c).Length;
                continue;
            }

            switch (c)
            {
                case '\'' or '"':
                    (quote, inWord) = (c, true);
                    break;
                case '\\' when i + 1 < text.Length && text[i + 1] == '\n':
                    i++;
                    line++;
                    EndWord();
                    break;
                case '#' when !inWord:
                    i = text.IndexOf('\n', i) is >= 0 and var end ? end - 1 : text.Length;
                    break;
                case ' ' or '\t':
                    EndWord();
                    break;
                case '\n' or ';' or '|' or '&':
                    EndWord();
                    EndCommand();
                    line += c == '\n' ? 1 : 0;
                    begun = line;
                    break;
                default:
                    inWord = true;
                    word.Append(c);
                    break;
            }
        }

        EndWord();
        EndCommand();
        return commands;

        void EndWord()
        {
            if (inWord)
            {
                words.Add(word.ToString());
            }

            (inWord, _) = (false, word.Clear());
        }

        void EndCommand()
        {
            var kept = words.TakeWhile(static w => w is not (">" or ">>")).ToList();
            if (kept.Count > 0)
            {
                commands.Add(new ShellCommand(begun, kept));
            }

            words.Clear();
        }
    }

    private static bool IsAssignment(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && word[..at].All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
}
