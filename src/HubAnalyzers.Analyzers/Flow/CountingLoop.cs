using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Loops that count: <c>for (var i = 0; …; i++)</c>, and <c>while</c> where the variable is declared beside it and stepped at the end of its body.</summary>
internal static class CountingLoop
{
    /// <summary>The variable and its step; null where the loop is another.</summary>
    public static (ISymbol Counter, int Step)? Of(ILoopOperation loop)
    {
        var last = loop switch
        {
            IForLoopOperation { AtLoopBottom: [var bottom] } => bottom,
            IForLoopOperation { AtLoopBottom: [] } or IWhileLoopOperation { ConditionIsTop: true } when loop.Body is IBlockOperation { Operations: [.., var end] } && !CanSkip(loop.Body) => end,
            _ => null,
        };
        if (last is not IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: var counter } } step })
        {
            return null;
        }

        var isDeclaredHere = loop is IForLoopOperation { Before: { IsEmpty: false } before }
            ? before is [var own] && Declares(own, counter)
            : loop.Parent is IBlockOperation around && around.Operations.Any(o => Declares(o, counter));
        return isDeclaredHere ? (counter, step.Kind == OperationKind.Increment ? 1 : -1) : null;
    }

    /// <summary>Whether a round may end without what stands last in it.</summary>
    private static bool CanSkip(IOperation body) => body.Descendants().Any(static o => o is IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.GoTo });

    private static bool Declares(IOperation operation, ILocalSymbol variable) =>
        operation is IVariableDeclarationGroupOperation group && group.Declarations.Any(d => d.Declarators.Any(v => SymbolEqualityComparer.Default.Equals(v.Symbol, variable)));
}
