using System;
using System.Diagnostics;
using System.IO;
using HubAnalyzers.Testing;

namespace HubAnalyzers.Benchmarks.All;

/// <summary>One benchmark, built once and run as often as wanted.</summary>
internal sealed class BenchmarkProgram
{
    private readonly string _assembly;

    private BenchmarkProgram(string assembly) => _assembly = assembly;

    public static BenchmarkProgram Build(string name)
    {
        var folder = Repository.PathOf("benchmarks", name);
        var (exitCode, output) = Run(folder, "build", "-c", "Release", "-v", "quiet", "-nologo");
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"benchmarks/{name} does not build:\n{output}");
        }

        return new BenchmarkProgram(Path.Combine(folder, "bin", "Release", "net10.0", Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.csproj")[0]) + ".dll"));
    }

    public (int ExitCode, string Output) Run() => Run(Repository.Root, _assembly);

    private static (int ExitCode, string Output) Run(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
