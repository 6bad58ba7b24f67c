using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>Runs programs and scores them.</summary>
public static class RulesBenchmark
{
    /// <summary>
    /// Scores the programs and prints what does not compile, what was missed, what was wrong, and the numbers by rule.
    /// Whether all that must be met is met: a program that does not compile counts as not met, for its labels are worth nothing.
    /// </summary>
    public static async Task<bool> Score(IReadOnlyList<BenchmarkCase> cases, TextWriter to)
    {
        var scores = new CaseScore[cases.Count];
        var errors = new IReadOnlyList<Diagnostic>[cases.Count];
        await Parallel.ForAsync(0, cases.Count, async (i, cancellationToken) =>
        {
            var run = new CaseRun(cases[i]);
            errors[i] = run.Errors();
            scores[i] = CaseScore.Of(cases[i], await run.Findings(cancellationToken: cancellationToken).ConfigureAwait(false));
        }).ConfigureAwait(false);

        for (var i = 0; i < cases.Count; i++)
        {
            foreach (var error in errors[i])
            {
                await to.WriteLineAsync($"{cases[i].Name}: {error}").ConfigureAwait(false);
            }
        }

        var board = new Scoreboard(scores);
        board.Print(to);
        return board.IsMet && errors.All(static e => e.Count == 0);
    }
}
