using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

internal sealed partial class BodyFlow
{
    /// <summary>Collections as objects, which others can change.</summary>
    private sealed partial class Walker
    {
        /// <summary>What is known of a variable's value: nothing of a collection that is changed where the flow does not see it.</summary>
        private Denotation? Seen(ISymbol variable, Denotation? value) => value.IsCollection() && flow.Held.IsLost(variable) ? null : value;

        /// <summary>What is known of a value that lay in another collection or object: nothing of a collection where the body changes such.</summary>
        private Denotation? Seen(IOperation operation, Denotation? value) =>
            value.IsCollection() && ComesOut(operation) && CollectionUses.IsChangeable(operation.Type) && flow.Held.ChangesOthers ? null : value;

        private static bool ComesOut(IOperation operation) => operation switch
        {
            IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => true,
            IInvocationOperation { TargetMethod.Name: var name } => !CollectionUses.Copies(name),
            _ => false,
        };
    }
}
