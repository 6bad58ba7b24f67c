using System;
using System.IO;

namespace HubAnalyzers.Tool;

/// <summary>Where a command writes and what it may assume of the reader. Results go to one writer, errors and progress to the other.</summary>
internal sealed record ToolConsole(TextWriter Output, TextWriter Error)
{
    /// <summary>The width that every text is made for where no terminal says otherwise.</summary>
    public const int UsualWidth = 80;

    /// <summary>Whether a person sees the output at once.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person sees errors and progress at once.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The terminal's width in columns.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Whether the output may have colour: on a terminal, and where neither the user nor a build server says no.</summary>
    public bool Colour => OutputIsTerminal && IsOff("NO_COLOR") && Interactive;

    /// <summary>Whether long work may show how far it is.</summary>
    public bool Progress => ErrorIsTerminal && Interactive;

    private bool Interactive => (IsOff("CI") || Environment("CI") == "false") && Environment("TERM") != "dumb";

    private bool IsOff(string variable) => string.IsNullOrEmpty(Environment(variable));
}
