using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace HubAnalyzers.Tool.Tests;

/// <summary>One run of the command line in this process: what it printed where, and its exit code.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs as in a pipe, without anything from this machine's environment.</summary>
    public static ToolRun Of(params string[] arguments) => With(arguments);

    /// <summary>Runs as on a terminal of 80 columns, without colour.</summary>
    public static ToolRun OnTerminal(params string[] arguments) => With(arguments, terminal: true, new Dictionary<string, string> { ["NO_COLOR"] = "1" });

    public static ToolRun With(string[] arguments, bool terminal = false, IReadOnlyDictionary<string, string>? environment = null, int width = 80)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var exitCode = CommandLine.Run(arguments, new ToolConsole(output, error)
        {
            OutputIsTerminal = terminal,
            ErrorIsTerminal = terminal,
            Width = width,
            Environment = name => environment?.GetValueOrDefault(name),
        });
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Succeeded, silently on standard error; gives the output.</summary>
    public string Done()
    {
        Assert.Equal("", Error);
        Assert.Equal(ExitCodes.Done, ExitCode);
        return Output;
    }

    /// <summary>Failed with one line on standard error and nothing on standard output; gives the line.</summary>
    public string Failed(int exitCode)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal("", Output);
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        var line = Assert.Single(Error[..^1].Split('\n'));
        Assert.NotEqual("", line);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        return line;
    }
}
