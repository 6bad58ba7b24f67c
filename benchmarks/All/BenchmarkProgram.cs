using System;
using System.Diagnostics;
using System.IO;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Benchmarks.All;

/// <summary>One benchmark, built once and run as often as wanted.</summary>
internal sealed class BenchmarkProgram
{
    private readonly string _program;

    private BenchmarkProgram(string program) => _program = program;

    public static BenchmarkProgram Build(string name)
    {
        var folder = Repository.PathOf("benchmarks", name);
        var (exitCode, output) = Run("dotnet", folder, "build", "-c", "Release", "-v", "quiet", "-nologo");
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"benchmarks/{name} does not build:\n{output}");
        }

        return new BenchmarkProgram(Path.Combine(folder, "bin", "Release", "net10.0", Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.csproj")[0]) + (OperatingSystem.IsWindows() ? ".exe" : "")));
    }

    /// <summary>As a program, not through <c>dotnet</c>: some start themselves again.</summary>
    public (int ExitCode, string Output) Run() => Run(_program, Repository.Root);

    private static (int ExitCode, string Output) Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
