using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HubAnalyzers.Tool.Tests;

/// <summary>The tool as its users start it: a process of its own. Disposing it ends it.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _error = new();
    private readonly Task _read;

    private ToolProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _read = Task.WhenAll(_process.StandardOutput.BaseStream.CopyToAsync(_output), _process.StandardError.BaseStream.CopyToAsync(_error));
    }

    /// <summary>The tool's assembly.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "dotnet-hub.dll");

    public static ToolProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null) => Start("dotnet", [Assembly, .. arguments], environment);

    /// <summary>Starts another program, which may start the tool.</summary>
    public static ToolProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ToolProcess(start);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, byte[] Output, byte[] Error)> EndAsync()
    {
        await _read.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return (_process.ExitCode, _output.ToArray(), _error.ToArray());
    }

    /// <summary>Waits for its end, as text.</summary>
    public async Task<ToolRun> ResultAsync()
    {
        var (exitCode, output, error) = await EndAsync().ConfigureAwait(false);
        return new ToolRun(exitCode, Encoding.UTF8.GetString(output), Encoding.UTF8.GetString(error));
    }

    /// <summary>Ends it as a power cut would, after so long or after it ended by itself. Says whether it was still running.</summary>
    public bool KillAfter(int milliseconds)
    {
        if (_process.WaitForExit(milliseconds))
        {
            return false;
        }

        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
