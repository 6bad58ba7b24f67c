using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>Precision and recall by rule.</summary>
internal sealed class Scoreboard(IReadOnlyList<CaseScore> scores)
{
    private const double LeastPrecision = 1.00;
    private const double LeastRecall = 0.95;

    /// <summary>Whether every rule is as precise, and finds as much, as it must.</summary>
    public bool IsMet => Rules().Append(Total()).All(static r => r.Precision >= LeastPrecision && r.Recall >= LeastRecall);

    public IEnumerable<Row> Rules() => Ids().Select(id => new Row(
        id,
        scores.Sum(s => s.Found.Count(e => e.RuleId == id)),
        scores.Sum(s => s.Missed.Count(e => e.RuleId == id)),
        scores.Sum(s => s.Wrong.Count(d => d.Id == id))));

    public Row Total() => new("total", scores.Sum(static s => s.Found.Count), scores.Sum(static s => s.Missed.Count), scores.Sum(static s => s.Wrong.Count));

    public void Print(TextWriter to)
    {
        foreach (var score in scores.Where(static s => s.Missed.Count + s.Wrong.Count > 0))
        {
            to.WriteLine($"{score.Case.Name}: {score.Case.Title}");
            foreach (var missed in score.Missed)
            {
                to.WriteLine($"  missed  {missed.RuleId} at {missed.File}:{missed.Line}");
            }

            foreach (var wrong in score.Wrong)
            {
                var at = wrong.Location.GetLineSpan();
                var file = at.Path?.Replace("/app/", "", StringComparison.Ordinal) ?? "";
                to.WriteLine($"  wrong   {wrong.Id} at {file}:{at.StartLinePosition.Line + 1}: {wrong.GetMessage(CultureInfo.InvariantCulture)}");
                if (wrong.Id.StartsWith("AD", StringComparison.Ordinal))
                {
                    // Where the analyzer threw.
                    to.WriteLine(wrong.Descriptor.Description.ToString(CultureInfo.InvariantCulture));
                }
            }
        }

        to.WriteLine();
        to.WriteLine($"{"rule",-8} {"found",6} {"missed",6} {"wrong",6} {"precision",10} {"recall",7}");
        foreach (var row in Rules().Append(Total()))
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.RuleId,-8} {row.Found,6} {row.Missed,6} {row.Wrong,6} {row.Precision,10:F2} {row.Recall,7:F2}"));
        }

        var clean = scores.Count(static s => s.Case.Expected.Count == 0);
        to.WriteLine($"{scores.Count} programs, {clean} of them without a mistake.");
    }

    private IEnumerable<string> Ids() =>
        scores.SelectMany(static s => s.Case.Expected.Select(static e => e.RuleId).Concat(s.Wrong.Select(static d => d.Id))).Distinct().Order(StringComparer.Ordinal);

    /// <summary>A rule's numbers. A rule that found nothing has not been wrong.</summary>
    public sealed record Row(string RuleId, int Found, int Missed, int Wrong)
    {
        public double Precision => Found + Wrong == 0 ? 1 : (double)Found / (Found + Wrong);

        public double Recall => Found + Missed == 0 ? 1 : (double)Found / (Found + Missed);
    }
}
