using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes;

/// <summary>Offers fixes in order of preference: <c>dotnet format</c> takes the first that applies.</summary>
public abstract class HubCodeFixProvider : CodeFixProvider
{
    private readonly ImmutableArray<HubFix> _fixes;
    private readonly FixAllProvider _fixAll;

    private protected HubCodeFixProvider(params HubFix[] fixes)
    {
        _fixes = fixes.ToImmutableArray();
        _fixAll = new AllByKey(_fixes);
        FixableDiagnosticIds = fixes.SelectMany(static f => f.RuleIds).Distinct().ToImmutableArray();
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in _fixes.Where(f => f.RuleIds.Contains(diagnostic.Id)))
            {
                if (await fix.AppliesAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(fix.Title, token => fix.ApplyAsync(context.Document, diagnostic, token), equivalenceKey: fix.Key),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>Fix All of the fix that was chosen.</summary>
    private sealed class AllByKey(ImmutableArray<HubFix> fixes) : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            fixes.FirstOrDefault(f => f.Key == fixAllContext.CodeActionEquivalenceKey) is { } fix
                ? await fix.All.GetFixAsync(fixAllContext).ConfigureAwait(false)
                : null;
    }
}
