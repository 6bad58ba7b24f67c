using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes;

/// <summary>Offers fixes in order of preference: <c>dotnet format</c> takes, for each place, the first that applies and stays within the document.</summary>
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
        // dotnet format asks for Fix All with the key at the first place that an analyzer reported, of whatever rule. It must not choose for the others.
        var keyed = context.Document.Project.Solution.Workspace.Kind != WorkspaceKind.MSBuild;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in _fixes.Where(f => f.RuleIds.Contains(diagnostic.Id)))
            {
                if (await fix.AppliesAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(fix.Title, token => fix.ApplyAsync(context.Document, diagnostic, token), equivalenceKey: keyed ? fix.Key : null),
                        diagnostic);
                }
            }
        }
    }

    /// <summary>Fix All of the fix that was chosen; where none was, each place by its own first fix. A key of no fix here is nobody's choice.</summary>
    private sealed class AllByKey(ImmutableArray<HubFix> fixes) : FixAllProvider
    {
        private readonly FixAllProvider _withoutKey = new AllInDocument(fixes.OfType<DocumentFix>().ToImmutableArray());

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var all = fixAllContext.CodeActionEquivalenceKey is { } key ? fixes.FirstOrDefault(f => f.Key == key)?.All : _withoutKey;
            return all is null ? null : await all.GetFixAsync(fixAllContext).ConfigureAwait(false);
        }
    }
}
