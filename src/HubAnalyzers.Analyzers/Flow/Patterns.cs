using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace HubAnalyzers.Analyzers.Flow;

/// <summary>Whether one value matches a pattern.</summary>
internal sealed class Patterns(LibraryMembers members)
{
    /// <summary>True, false, or null where that is not known.</summary>
    public bool? Matches(IPatternOperation pattern, Denotation? value) => pattern switch
    {
        IDiscardPatternOperation => true,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant } => Operators.Equal(value, new ConstantDenotation(constant.Value)),
        INegatedPatternOperation negated => !Matches(negated.Pattern, value),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Or(Matches(either.LeftPattern, value), Matches(either.RightPattern, value)),
        IBinaryPatternOperation both => And(Matches(both.LeftPattern, value), Matches(both.RightPattern, value)),
        ITypePatternOperation type => members.IsOfType(value, type.MatchedType),
        IDeclarationPatternOperation { MatchedType: null } => true,
        IDeclarationPatternOperation declaration => members.IsOfType(value, declaration.MatchedType),
        IRelationalPatternOperation { Value.ConstantValue: { HasValue: true } bound } relational =>
            (Operators.Binary(relational.OperatorKind, value, new ConstantDenotation(bound.Value)) as ConstantDenotation)?.Value as bool?,
        IRecursivePatternOperation recursive => Recursive(recursive, value),
        _ => null,
    };

    private bool? Recursive(IRecursivePatternOperation pattern, Denotation? value)
    {
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            return Deconstructed(pattern, value);
        }

        var matches = SymbolEqualityComparer.Default.Equals(pattern.MatchedType, pattern.InputType) ? IsNotNull(value) : members.IsOfType(value, pattern.MatchedType);
        foreach (var subpattern in pattern.PropertySubpatterns)
        {
            matches = And(matches, subpattern.Member is IPropertyReferenceOperation { Property: var property } ? Matches(subpattern.Pattern, members.Read(property, value.NotNull())) : null);
        }

        return matches;
    }

    private bool? Deconstructed(IRecursivePatternOperation pattern, Denotation? value)
    {
        if (value is not TupleDenotation tuple || tuple.Elements.Count != pattern.DeconstructionSubpatterns.Length || pattern.PropertySubpatterns.Length > 0)
        {
            return null;
        }

        bool? matches = true;
        for (var i = 0; i < tuple.Elements.Count; i++)
        {
            matches = And(matches, Matches(pattern.DeconstructionSubpatterns[i], tuple.Elements[i]));
        }

        return matches;
    }

    private static bool? IsNotNull(Denotation? value) => !Operators.Equal(value, ConstantDenotation.Null);

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left == true && right == true ? true : null;

    private static bool? Or(bool? left, bool? right) => left == true || right == true ? true : left == false && right == false ? false : null;
}
