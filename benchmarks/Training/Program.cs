using System;
using System.Globalization;
using HubAnalyzers.Benchmarks.Training;

// What a run takes against its estimate, against a bare loop, and over a thousand steps.
// dotnet run -c Release --project benchmarks/Training [-- memory|throughput|steps]
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

if (args is [] or ["throughput"])
{
    isMet &= Throughput.Report();
}

if (args is [] or ["steps"])
{
    isMet &= ThousandSteps.Report();
}

return isMet ? 0 : 1;
