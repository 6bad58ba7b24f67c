using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace HubAnalyzers.CodeFixes;

/// <summary>One way to mend what some rules report. It is offered only where it was checked to apply.</summary>
internal abstract class HubFix(string title, params string[] ruleIds)
{
    /// <summary>What the editor's menu says.</summary>
    public string Title { get; } = title;

    public ImmutableArray<string> RuleIds { get; } = ruleIds.ToImmutableArray();

    /// <summary>Tells this fix from the others of its provider in Fix All.</summary>
    public string Key => GetType().Name;

    /// <summary>Mends all places of a document, a project or a solution.</summary>
    public abstract FixAllProvider All { get; }

    public abstract Task<bool> AppliesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    public abstract Task<Solution> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);
}
