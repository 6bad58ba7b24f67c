using System.Linq;
using System.Threading.Tasks;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>Code in the middle of an edit. The long run: <c>dotnet run -c Release --project benchmarks/Rules -- mutate 5000 7</c>.</summary>
public sealed class RobustnessTests
{
    private const int Seed = 20261;

    [Fact]
    public async Task Mutilated_programs_make_no_rule_and_no_fix_throw()
    {
        var run = new RobustnessRun(Seed);

        await run.Mutate([.. BenchmarkCorpus.Programs().Concat(BenchmarkCorpus.Cases().Where(static (_, i) => i % 10 == 0))], count: 80);

        Assert.True(run.Failures.Count == 0, string.Join("\n\n", run.Failures));
        Assert.True(run.Findings > 0, "Nothing was found in any of them.");
        Assert.True(run.FixesMade > 0, "No fix was made in any of them.");
    }

    [Fact]
    public async Task Mutilated_manifests_make_neither_the_generator_nor_a_rule_throw()
    {
        var run = new RobustnessRun(Seed);

        await run.MutateManifests(BenchmarkCorpus.Programs()[0], count: 15);

        Assert.True(run.Failures.Count == 0, string.Join("\n\n", run.Failures));
    }
}
