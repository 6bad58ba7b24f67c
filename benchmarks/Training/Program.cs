using System;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Benchmarks.Training;

// What a run takes against its estimate, against a bare loop, and over a thousand steps.
// dotnet run -c Release --project benchmarks/Training [-- memory|throughput [RUN]|steps]
// dotnet run -c Release --project benchmarks/Training -- memory MODEL PATTERN BATCH...
if (args is ["--peak", var run, var batch])
{
    Console.WriteLine(PeakMemory.Measure(Runs.Of(run), int.Parse(batch, CultureInfo.InvariantCulture)));
    return 0;
}

if (args is ["--peak-of", var folder, var pattern, var size])
{
    var (measured, estimated) = new GivenModel(folder, pattern, int.Parse(size, CultureInfo.InvariantCulture)).Measure();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured} {estimated}"));
    return 0;
}

if (args is ["memory", var given, var named, .. var batches])
{
    Console.WriteLine("Peak of memory of a run on a model of your own: its measured bytes against the estimate");
    foreach (var count in batches)
    {
        new GivenModel(given, named, int.Parse(count, CultureInfo.InvariantCulture)).Report();
    }

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
