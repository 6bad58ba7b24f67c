using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using HubAnalyzers.Benchmarks.Engine.Works;

namespace HubAnalyzers.Benchmarks.Engine.Running;

/// <summary>A <see cref="Worker"/> from outside.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _name;

    public WorkerProcess(string name, string folder)
    {
        _name = name;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["--work", name, folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Work.LeavesAllocatorAlone(name))
        {
            start.Environment["HUB_KEEP_MEMORY"] = "0";
        }

        _process = Process.Start(start)!;
    }

    public List<double> Seconds { get; } = [];

    public List<double> ProcessorSeconds { get; } = [];

    public long Peak { get; private set; }

    /// <summary>What the work gave, to be compared with the others'.</summary>
    public double Result { get; private set; }

    /// <summary>Does the work once.</summary>
    /// <param name="counts">Whether its time does.</param>
    public void Run(bool counts)
    {
        _process.StandardInput.WriteLine();
        var line = _process.StandardOutput.ReadLine() ?? throw new IOException($"'{_name}' ended by itself");
        var parts = line.Split(' ');
        Peak = long.Parse(parts[2], CultureInfo.InvariantCulture);
        Result = double.Parse(parts[3], CultureInfo.InvariantCulture);
        if (counts)
        {
            Seconds.Add(double.Parse(parts[0], CultureInfo.InvariantCulture));
            ProcessorSeconds.Add(double.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
