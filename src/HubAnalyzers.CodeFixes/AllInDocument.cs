using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes;

/// <summary>Mends each place by the first of some fixes that applies there, all in one pass of one editor.</summary>
internal sealed class AllInDocument(ImmutableArray<DocumentFix> fixes) : DocumentBasedFixAllProvider
{
    protected override string GetFixAllTitle(FixAllContext fixAllContext) => fixes[0].Title;

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var editor = await DocumentEditor.CreateAsync(document, fixAllContext.CancellationToken).ConfigureAwait(false);
        var left = diagnostics;
        foreach (var fix in fixes)
        {
            var applicable = ImmutableArray.CreateBuilder<Diagnostic>();
            foreach (var diagnostic in left.Where(d => fix.RuleIds.Contains(d.Id)))
            {
                if (await fix.AppliesAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false))
                {
                    applicable.Add(diagnostic);
                }
            }

            if (applicable.Count > 0)
            {
                fix.ApplyAll(document, editor, applicable.ToImmutable(), fixAllContext.CancellationToken);
                left = left.RemoveRange(applicable);
            }
        }

        return left.Length == diagnostics.Length ? document : editor.GetChangedDocument();
    }
}
