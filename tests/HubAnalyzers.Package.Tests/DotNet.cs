using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;

namespace HubAnalyzers.Package.Tests;

/// <summary>What a command printed and returned.</summary>
internal sealed record DotNetResult(string Command, int ExitCode, string Output)
{
    public DotNetResult ShouldSucceed()
    {
        Assert.True(ExitCode == 0, $"{Command} returned {ExitCode}:{Environment.NewLine}{Output}");
        return this;
    }
}

/// <summary>Runs the SDK as a user would, and leaves nothing running.</summary>
internal static class DotNet
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    public static DotNetResult Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (arguments[0] is "build" or "msbuild")
        {
            start.ArgumentList.Add("-nologo");
            start.ArgumentList.Add("-tl:off");
            start.ArgumentList.Add("-v:q");
            start.ArgumentList.Add("-nodeReuse:false");
            start.ArgumentList.Add("-p:UseSharedCompilation=false");
        }

        // The SDK that runs these tests tells its children where its own parts are; a user's shell does not.
        foreach (var name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static e => (string)e.Key)
            .Where(static n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || n is "CI" or "TreatWarningsAsErrors"))
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        lock (output)
        {
            return new DotNetResult("dotnet " + string.Join(' ', arguments), process.ExitCode, output.ToString());
        }

        void Append(object sender, DataReceivedEventArgs e)
        {
            // The end of a stream is told as a line that is null.
            if (e.Data is not null)
            {
                lock (output)
                {
                    output.AppendLine(e.Data);
                }
            }
        }
    }
}
