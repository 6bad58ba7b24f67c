using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.CodeFixes;

/// <summary>The document that a fix looks at, before any edit.</summary>
internal sealed class FixContext(Document document, SemanticModel model, CancellationToken cancellationToken)
{
    public Document Document { get; } = document;

    public SemanticModel Model { get; } = model;

    public SyntaxNode Root { get; } = model.SyntaxTree.GetRoot(cancellationToken);

    public CancellationToken Cancellation { get; } = cancellationToken;

    /// <summary>The outermost node of a kind that fills a place of this document exactly; null where there is none.</summary>
    public T? NodeAt<T>(Location location)
        where T : SyntaxNode
    {
        if (location.SourceTree?.FilePath != Model.SyntaxTree.FilePath || !Root.FullSpan.Contains(location.SourceSpan))
        {
            return null;
        }

        return Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf()
            .TakeWhile(n => n.Span == location.SourceSpan).OfType<T>().LastOrDefault();
    }
}
