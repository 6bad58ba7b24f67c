using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HubAnalyzers.Benchmarks.Rules;

/// <summary>A case's labels beside what was found: each label takes one finding at most, and each finding one label.</summary>
internal sealed class CaseScore
{
    private CaseScore(BenchmarkCase of, IReadOnlyList<Expectation> found, IReadOnlyList<Expectation> missed, IReadOnlyList<Diagnostic> wrong)
    {
        Case = of;
        Found = found;
        Missed = missed;
        Wrong = wrong;
    }

    public BenchmarkCase Case { get; }

    public IReadOnlyList<Expectation> Found { get; }

    public IReadOnlyList<Expectation> Missed { get; }

    public IReadOnlyList<Diagnostic> Wrong { get; }

    public static CaseScore Of(BenchmarkCase of, ImmutableArray<Diagnostic> findings)
    {
        var open = of.Expected.ToList();
        var found = new List<Expectation>();
        var rest = findings.ToList();

        // First those whose own lines hold the label, then those of a statement that holds it.
        foreach (var lines in new Func<Diagnostic, (int First, int Last)>[] { OwnLines, StatementLines })
        {
            foreach (var finding in rest.ToList())
            {
                if (open.FindIndex(e => Holds(e, finding, lines(finding))) is var index and >= 0)
                {
                    found.Add(open[index]);
                    open.RemoveAt(index);
                    rest.Remove(finding);
                }
            }
        }

        return new CaseScore(of, found, open, rest);
    }

    private static bool Holds(Expectation label, Diagnostic finding, (int First, int Last) lines) =>
        label.RuleId == finding.Id &&
        label.File.Split('|').Any(file => finding.Location.GetLineSpan().Path == "/app/" + file) &&
        (label.Line == 0 || (label.Line >= lines.First && label.Line <= lines.Last));

    private static (int First, int Last) OwnLines(Diagnostic finding)
    {
        var span = finding.Location.GetLineSpan();
        return (span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1);
    }

    private static (int First, int Last) StatementLines(Diagnostic finding)
    {
        if (finding.Location.SourceTree is not { } tree)
        {
            return OwnLines(finding);
        }

        var node = tree.GetRoot().FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
        var statement = node.AncestorsAndSelf().FirstOrDefault(static n => n is StatementSyntax or MemberDeclarationSyntax);
        if (statement is null or BaseTypeDeclarationSyntax or BlockSyntax)
        {
            return OwnLines(finding);
        }

        var span = statement.GetLocation().GetLineSpan();
        return (span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1);
    }
}
