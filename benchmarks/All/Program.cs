using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using HubAnalyzers.Benchmarks.All;
using HubAnalyzers.Testing;

// benchmarks/run                 each benchmark three times, and one table of all ratios
// benchmarks/run 5 Facts Rules   those two, five times
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
var names = args.Length > 1 ? args[1..] : [.. Directory.EnumerateDirectories(Repository.PathOf("benchmarks")).Select(static d => Path.GetFileName(d)!)
    .Where(static n => n != "All" && Directory.GetFiles(Repository.PathOf("benchmarks", n), "*.csproj").Length == 1).Order(StringComparer.Ordinal)];

Console.WriteLine(Machine.Describe());
Console.WriteLine();
var failed = new List<string>();
var ratios = new RatioTable();
foreach (var name in names)
{
    var program = BenchmarkProgram.Build(name);
    for (var run = 0; run < runs; run++)
    {
        Console.Error.WriteLine($"{name}, run {run + 1} of {runs}");
        var (exitCode, output) = program.Run();
        ratios.Add(name, output);
        if (run == runs - 1 && !ratios.Has(name))
        {
            // What it measures is no ratio: its own words, once.
            Console.WriteLine($"{name}:\n{output.TrimEnd()}\n");
        }

        if (exitCode != 0)
        {
            failed.Add($"{name} ended with {exitCode} in run {run + 1}: a goal was not met, or it failed.");
        }
    }
}

Console.WriteLine(ratios);
failed.ForEach(Console.WriteLine);
return failed.Count == 0 ? 0 : 1;
