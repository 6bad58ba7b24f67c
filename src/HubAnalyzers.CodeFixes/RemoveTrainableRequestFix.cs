using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace HubAnalyzers.CodeFixes;

/// <summary>Removes a request to train what cannot train.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveTrainableRequestFix))]
public sealed class RemoveTrainableRequestFix : CodeFixProvider
{
    private const string Title = "Remove the request to train";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rulebook.FrozenModel, Rulebook.BatchNorm);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => AllInDocument.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && RequestIn(root, diagnostic) is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, token => FixAsync(context.Document, ImmutableArray.Create(diagnostic), token), equivalenceKey: nameof(RemoveTrainableRequestFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var requests = diagnostics.Select(d => RequestIn(editor.OriginalRoot, d)).OfType<SyntaxNode>().Distinct().ToImmutableHashSet();
        foreach (var request in requests)
        {
            // a.Trainable = b.Trainable = true: the outer request takes the inner one with it.
            if (!request.Ancestors().Any(requests.Contains) || request.Parent is not AssignmentExpressionSyntax)
            {
                RequestRemoval.Remove(editor, request, requests);
            }
        }

        return editor.GetChangedDocument();
    }

    /// <summary>The assignment or argument that a diagnostic is about; null where there is nothing that can simply go.</summary>
    private static SyntaxNode? RequestIn(SyntaxNode root, Diagnostic diagnostic)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return node.AncestorsAndSelf().FirstOrDefault(n => n.Span == diagnostic.Location.SourceSpan && n is AssignmentExpressionSyntax or ArgumentSyntax { Parent: ArgumentListSyntax });
    }

    private sealed class AllInDocument : DocumentBasedFixAllProvider
    {
        public static readonly AllInDocument Instance = new();

        protected override string GetFixAllTitle(FixAllContext fixAllContext) => Title;

        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
            await FixAsync(document, diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false);
    }
}
