using System;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Benchmarks.Training;

// What a run takes against its estimate, against a bare loop, and over a thousand steps.
// dotnet run -c Release --project benchmarks/Training [-- memory|throughput [RUN]|steps]
if (args is ["--peak", var run, var batch])
{
    Console.WriteLine(PeakMemory.Measure(Runs.Of(run), int.Parse(batch, CultureInfo.InvariantCulture)));
    return 0;
}

var isMet = true;
if (args is [] or ["memory"])
{
    isMet &= PeakMemory.Report();
}

if (args is [] or ["throughput", ..])
{
    isMet &= Throughput.Report(args.ElementAtOrDefault(1));
}

if (args is [] or ["steps"])
{
    isMet &= ThousandSteps.Report();
}

return isMet ? 0 : 1;
