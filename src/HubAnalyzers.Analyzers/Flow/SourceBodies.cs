using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>The control flow graphs of a compilation's methods, for what one body asks of another.</summary>
internal sealed class SourceBodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, ControlFlowGraph?> _graphs = new();

    /// <summary>The body of a method or accessor; null where the compilation does not have it.</summary>
    public ControlFlowGraph? Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        return method.DeclaringSyntaxReferences is [var declaration] ? Of(declaration.GetSyntax(cancellationToken), cancellationToken) : null;
    }

    /// <summary>The graph of a method, accessor or initializer; null where the syntax is none.</summary>
    public ControlFlowGraph? Of(SyntaxNode syntax, CancellationToken cancellationToken) =>
        _graphs.GetOrAdd(syntax, s => ModelOf(s.SyntaxTree).GetOperation(s, cancellationToken) switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellationToken),
            IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
            IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
            _ => null,
        });

    // Which override runs is not known; an iterator or extern body returns nothing of what it says.
    public static bool HasOneBody(IMethodSymbol method) =>
        !method.IsExtern && !method.IsAbstract &&
        (method is { IsVirtual: false, IsOverride: false } || method.IsSealed || method.ContainingType.IsSealed);

    public IOperation? OperationAt(SyntaxNode syntax, CancellationToken cancellationToken) => ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellationToken);

    public ISymbol? SymbolAt(SyntaxNode syntax, CancellationToken cancellationToken) => ModelOf(syntax.SyntaxTree).GetSymbolInfo(syntax, cancellationToken).Symbol;

    // A body of another file needs that file's model; one is kept per file, for the files that are asked for.
#pragma warning disable RS1030
    private SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, t => compilation.GetSemanticModel(t));
#pragma warning restore RS1030
}
