using System;
using System.Globalization;
using System.Linq;
using HubAnalyzers.Benchmarks.Rules;

// dotnet run -c Release --project benchmarks/Rules                       cases and programs, exit code 1 where a rule falls short
// dotnet run -c Release --project benchmarks/Rules -- HUB0004            those whose name starts so
// dotnet run -c Release --project benchmarks/Rules -- mutate 5000 7      5,000 mutilated programs and manifests from seed 7
var cases = BenchmarkCorpus.Cases();
var programs = BenchmarkCorpus.Programs();
if (args is ["mutate", var count, var seed])
{
    var run = new RobustnessRun(int.Parse(seed, CultureInfo.InvariantCulture));
    var runs = int.Parse(count, CultureInfo.InvariantCulture);
    await run.Mutate([.. programs, .. cases], runs);
    await run.MutateManifests(programs[0], runs / 10);
    foreach (var failure in run.Failures)
    {
        Console.WriteLine(failure);
    }

    Console.WriteLine($"{run.Runs} runs, {run.Findings} findings, {run.FixesMade} fixes, {run.Failures.Count} failures");
    return run.Failures.Count == 0 ? 0 : 1;
}

var prefix = args is [var only] ? only : "";
var chosen = cases.Concat(programs).Where(c => c.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
return await RulesBenchmark.Score(chosen, Console.Out) ? 0 : 1;
