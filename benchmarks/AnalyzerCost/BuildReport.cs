using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace HubAnalyzers.Benchmarks.AnalyzerCost;

/// <summary>What the compiler reports of a build: how long it took, how long each assembly of analyzers, and what ours found.</summary>
internal sealed partial class BuildReport
{
    private readonly string _output;

    private BuildReport(string output) => _output = output;

    /// <summary>The time of the compiler.</summary>
    public double CompilerSeconds => CompilerTask().Match(_output) is { Success: true } task
        ? Number(task.Groups["milliseconds"].Value) / 1000
        : throw new InvalidOperationException("The build's output has no line for the compiler.");

    /// <summary>How many warnings of ours the build gave.</summary>
    public int Findings => Finding().Matches(_output).Select(static m => m.Value).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The time of an assembly's analyzers and generators together; 0 where the compiler lists none.</summary>
    public double SecondsOf(string assembly) =>
        AssemblyLine().Matches(_output).Where(m => m.Groups["name"].Value == assembly).Sum(static m => Number(m.Groups["seconds"].Value));

    /// <summary>Builds a project, all of it.</summary>
    /// <exception cref="InvalidOperationException">The build failed; the message is its output.</exception>
    public static BuildReport Of(string folder)
    {
        Run(folder, "restore", "-v", "quiet");
        return new BuildReport(Run(
            folder, "build", "--no-restore", "--no-incremental", "-nodeReuse:false", "-p:ReportAnalyzer=true", "-clp:Verbosity=detailed;PerformanceSummary"));
    }

    // The line of a task in the summary: "12345 ms  Csc   1 calls".
    [GeneratedRegex(@"^\s*(?<milliseconds>\d+) ms\s+Csc\s+\d+ calls", RegexOptions.Multiline)]
    private static partial Regex CompilerTask();

    // The line of an assembly: "0.123   12      Name, Version=…"; less than a millisecond is "<0.001". Those of its analyzers are indented.
    [GeneratedRegex(@"^\s*(?<seconds><?[\d.]+)\s+<?\d+\s+(?<name>[\w.]+), Version=", RegexOptions.Multiline)]
    private static partial Regex AssemblyLine();

    [GeneratedRegex(@"\w+\.cs\(\d+,\d+\): warning HUB\d+")]
    private static partial Regex Finding();

    private static double Number(string text) => double.Parse(text.TrimStart('<'), CultureInfo.InvariantCulture);

    private static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed in {folder}:\n{output}");
    }
}
