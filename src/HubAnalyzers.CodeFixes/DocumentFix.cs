using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes;

/// <summary>A fix that stays within a document: all of its places are edited in one pass of one editor.</summary>
internal abstract class DocumentFix : HubFix
{
    protected DocumentFix(string title, params string[] ruleIds)
        : base(title, ruleIds)
    {
        All = new AllInDocument(ImmutableArray.Create(this));
    }

    public sealed override FixAllProvider All { get; }

    /// <summary>Whether the edit may break code elsewhere in the document, by a change of types: then it is tried before it is offered.</summary>
    protected virtual bool MayBreakCode => false;

    public sealed override async Task<bool> AppliesAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model ||
            !Applies(new FixContext(document, model, cancellationToken), diagnostic))
        {
            return false;
        }

        if (!MayBreakCode)
        {
            return true;
        }

        var changed = await ApplyAllAsync(document, ImmutableArray.Create(diagnostic), cancellationToken).ConfigureAwait(false);
        return await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } after && Errors(after, cancellationToken) <= Errors(model, cancellationToken);
    }

    public sealed override async Task<Solution> ApplyAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        (await ApplyAllAsync(document, ImmutableArray.Create(diagnostic), cancellationToken).ConfigureAwait(false)).Project.Solution;

    /// <summary>Edits the places of these diagnostics, to all of which the fix applies.</summary>
    public void ApplyAll(Document document, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        Apply(new FixContext(document, editor.SemanticModel, cancellationToken), editor, diagnostics);

    protected abstract bool Applies(FixContext context, Diagnostic diagnostic);

    protected abstract void Apply(FixContext context, DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics);

    private async Task<Document> ApplyAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        ApplyAll(document, editor, diagnostics, cancellationToken);
        return editor.GetChangedDocument();
    }

    private static int Errors(SemanticModel model, CancellationToken cancellationToken) =>
        model.GetDiagnostics(cancellationToken: cancellationToken).Count(static d => d.Severity == DiagnosticSeverity.Error);
}
