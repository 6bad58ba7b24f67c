using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Whether methods of this compilation change the collections that they are given. Answers one question with all that it leads to: a
/// method that leads back to itself counts as one that does.
/// </summary>
internal sealed class ArgumentChanges(SourceBodies bodies, CancellationToken cancellationToken)
{
    // Whoever passes a list through so many hands is not followed.
    private const int MostMethods = 32;
    private readonly Dictionary<ISymbol, HeldCollections?> _methods = new(SymbolEqualityComparer.Default);

    public bool In(IMethodSymbol method, int parameter)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (!_methods.TryGetValue(method, out var held) && _methods.Count < MostMethods && SourceBodies.HasOneBody(method))
        {
            _methods.Add(method, null);
            held = bodies.Of(method, cancellationToken) is { } graph ? HeldCollections.Of(graph.OriginalOperation, In) : null;
            _methods[method] = held;
        }

        return held?.MayChangeForOthers(method.Parameters[parameter]) != false;
    }
}
