using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>
/// Whether a body has to do with the libraries at all: a member or value of one of their types, or of a generated class. Tells a
/// <c>Trainable</c> of somebody else's from one that is worth a flow, for a fraction of what the flow costs.
/// </summary>
internal sealed class LibraryUses(LibrarySymbols symbols)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _concerned = new(SymbolEqualityComparer.Default);

    public bool IsAnyIn(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (Concerns(operation.Type) || operation switch
            {
                IInvocationOperation call => Concerns(call.TargetMethod.ContainingType),
                IMemberReferenceOperation reference => Concerns(reference.Member.ContainingType),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    private bool Concerns(ITypeSymbol? type) =>
        type is not null && type.SpecialType == SpecialType.None && _concerned.GetOrAdd(type, IsConcerned);

    private bool IsConcerned(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Concerns(array.ElementType),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(t => IsOrDerives(t)),
        INamedTypeSymbol named => IsOrDerives(named) || named.TypeArguments.Any(t => Concerns(t)),
        _ => false,
    };

    private bool IsOrDerives(ITypeSymbol? type)
    {
        if (symbols.ModelAround(type, out _) is not null)
        {
            return true;
        }

        for (; type is not null; type = type.BaseType)
        {
            if (LibrarySymbols.IsLibraryType(type))
            {
                return true;
            }
        }

        return false;
    }
}
